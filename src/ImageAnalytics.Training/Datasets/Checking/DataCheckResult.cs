namespace ImageAnalytics.Training.Datasets.Checking;

/// <summary>What a check of labelled data found.</summary>
public sealed record DataCheckResult
{
    /// <summary>The data.</summary>
    public required Dataset Data { get; init; }

    /// <summary>The splits in ordinal order; an empty name for pictures without one.</summary>
    public required IReadOnlyList<string> Splits { get; init; }

    /// <summary>The classes with their counts, in order of their numbers.</summary>
    public required IReadOnlyList<ClassCount> Classes { get; init; }

    /// <summary>Everything that is wrong, from reading and from looking at each picture, by kind and in order.</summary>
    public required IReadOnlyList<DatasetProblem> Problems { get; init; }

    /// <summary>Groups of pictures with equal bytes, each of at least two.</summary>
    public required IReadOnlyList<IReadOnlyList<LabelledImage>> Duplicates { get; init; }

    /// <summary>Pairs of pictures that look alike though their bytes differ.</summary>
    public required IReadOnlyList<(LabelledImage First, LabelledImage Second)> NearDuplicates { get; init; }

    /// <summary>How many pictures were too small to be compared by look.</summary>
    public required int NotCompared { get; init; }

    /// <summary>Pictures that were compared with some alone, because too many might look alike; of each split as many are.</summary>
    public int PassedOver { get; init; }

    /// <summary>Widths and heights of the pictures that could be decoded.</summary>
    public required IReadOnlyList<(int Width, int Height)> Sizes { get; init; }

    /// <summary>How many pictures of each split there are, in the splits' order.</summary>
    public IReadOnlyList<int> PicturesBySplit => [.. Splits.Select(s => Data.Images.Count(i => (i.Split ?? "") == s))];

    /// <summary>All objects but crowds, as <see cref="Classes"/> counts them.</summary>
    public IEnumerable<LabelledObject> Objects => Data.Images.SelectMany(i => i.Objects).Where(o => !o.Crowd);

    /// <summary>How often the commonest class occurs for one of the rarest that occurs; 1 where there is none.</summary>
    public double Imbalance
    {
        get
        {
            int[] counts = [.. Classes.Select(c => c.Total).Where(t => t > 0)];
            return counts.Length == 0 ? 1 : (double)counts.Max() / counts.Min();
        }
    }
}
