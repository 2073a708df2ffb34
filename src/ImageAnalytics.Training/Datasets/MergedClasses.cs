namespace ImageAnalytics.Training.Datasets;

/// <summary>Makes one class of several.</summary>
internal static class MergedClasses
{
    /// <summary>The data with classes of equal names as one, the first of them.</summary>
    public static Dataset OfEqualNames(Dataset data)
    {
        string[] names = [.. data.Classes.Select(c => c.Trim())];
        return Of(data, [.. names.Select(n => Array.IndexOf(names, n))]);
    }

    /// <summary>The data with some classes as others.</summary>
    /// <param name="data">The data.</param>
    /// <param name="classOf">For each class the one that it becomes; what becomes nothing else stays itself.</param>
    public static Dataset Of(Dataset data, int[] classOf)
    {
        if (classOf.Index().All(c => c.Item == c.Index))
        {
            return data;
        }

        int[] kept = [.. classOf.Distinct().Order()];
        int[] number = [.. classOf.Select(c => Array.IndexOf(kept, c))];
        return data with { Classes = [.. kept.Select(c => data.Classes[c])], Images = [.. data.Images.Select(i => OfClasses(i, c => number[c]))] };
    }

    /// <summary>Pictures with other numbers of their classes.</summary>
    /// <param name="images">The pictures.</param>
    /// <param name="number">The new number of each class that they show.</param>
    public static IReadOnlyList<LabelledImage> Renumbered(IReadOnlyList<LabelledImage> images, IReadOnlyDictionary<int, int> number)
        => number.All(n => n.Key == n.Value) ? images : [.. images.Select(i => OfClasses(i, c => number[c]))];

    private static ResplitImage OfClasses(LabelledImage image, Func<int, int> number) => new(image)
    {
        Name = image.Name,
        Split = image.Split,
        ClassId = image.ClassId is { } own ? number(own) : null,
        Objects = [.. image.Objects.Select(o => o with { ClassId = number(o.ClassId) })],
        LabelledSize = image.LabelledSize,
    };
}
