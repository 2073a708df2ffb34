namespace ImageAnalytics.Training.Datasets;

/// <summary>Labelled pictures, read from whichever format.</summary>
public sealed record Dataset
{
    /// <summary>Where it was read from, for people.</summary>
    public required string Source { get; init; }

    /// <summary>Names of the classes; a class's number is its position here. For faces, the people.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The pictures, in an order that depends on the data alone.</summary>
    public required IReadOnlyList<LabelledImage> Images { get; init; }

    /// <summary>Pairs of faces to be told same or different; empty for all other data.</summary>
    public IReadOnlyList<ImagePair> Pairs { get; init; } = [];

    /// <summary>What was left out or mended while reading.</summary>
    public IReadOnlyList<DatasetProblem> Problems { get; init; } = [];

    /// <summary>A line for each kind of problem: how many there are, and one of them.</summary>
    public IReadOnlyList<string> CountedProblems => [.. Problems.GroupBy(p => p.Kind).Select(k => $"{k.Count()} x {k.Key}, such as: {k.First().Message}")];

    /// <summary>The same data with only the pictures of one split.</summary>
    /// <param name="split">Its name; null for all.</param>
    public Dataset Only(string? split)
        => split is null ? this : this with
        {
            Images = [.. Images.Where(i => i.Split == split)],
            Pairs = [.. Pairs.Where(p => p.First.Split == split && p.Second.Split == split)],
        };
}
