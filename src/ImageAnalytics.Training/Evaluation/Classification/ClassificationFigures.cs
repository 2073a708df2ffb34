namespace ImageAnalytics.Training.Evaluation.Classification;

/// <summary>How good a classifier is. Figures are 0 to 1.</summary>
public sealed record ClassificationFigures
{
    private const int Five = 5;

    /// <summary>The part of the pictures whose surest answer is right.</summary>
    public required double Top1 { get; init; }

    /// <summary>The part of the pictures of which one of the five surest answers is right; null for a model of five classes or fewer.</summary>
    public required double? Top5 { get; init; }

    /// <summary>Each class of the data, also one without pictures.</summary>
    public required IReadOnlyList<ClassFigures> Classes { get; init; }

    /// <summary>Pictures by their class and by the surest answer; the last column is for answers that the data have no class for, and for none.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    /// <summary>Whether the model is right as often as it says.</summary>
    public required Calibration Calibration { get; init; }

    /// <summary>Counts.</summary>
    /// <param name="pictures">The pictures, at least one.</param>
    /// <param name="classes">How many classes the data have.</param>
    /// <param name="labels">How many classes the model has.</param>
    public static ClassificationFigures Of(IReadOnlyList<ClassifiedPicture> pictures, int classes, int labels)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        int[][] confusion = [.. Enumerable.Range(0, classes).Select(_ => new int[classes + 1])];
        foreach (ClassifiedPicture picture in pictures)
        {
            int said = picture.Said.Count > 0 ? picture.Said[0].ClassId : ClassMatch.Other;
            confusion[picture.Truth][said == ClassMatch.Other ? classes : said]++;
        }

        return new ClassificationFigures
        {
            Top1 = pictures.Average(p => p.IsRight ? 1.0 : 0),
            Top5 = labels > Five ? pictures.Average(p => p.Said.Take(Five).Any(s => s.ClassId == p.Truth) ? 1.0 : 0) : null,
            Classes = [.. Enumerable.Range(0, classes).Select(c => FiguresOf(c, confusion))],
            Confusion = confusion,
            Calibration = Calibration.Of(pictures.Where(p => p.Said.Count > 0).Select(p => (p.Said[0].Confidence, p.IsRight))),
        };
    }

    private static ClassFigures FiguresOf(int classId, int[][] confusion)
    {
        int right = confusion[classId][classId], images = confusion[classId].Sum(), said = confusion.Sum(row => row[classId]);
        return new ClassFigures(classId, images, Ratio.Of(right, said), Ratio.Of(right, images), Ratio.F1(right, said - right, images - right));
    }
}
