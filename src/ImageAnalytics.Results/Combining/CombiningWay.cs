namespace ImageAnalytics.Results.Combining;

/// <summary>One way to combine what several steps found: its name in pipeline files, and the record of its options.</summary>
/// <param name="Name">The name.</param>
/// <param name="Options">A record that is an <see cref="ICombiningOptions"/>.</param>
/// <param name="Description">One sentence: what it does.</param>
public sealed record CombiningWay(string Name, Type Options, string Description)
{
    /// <summary>Every way.</summary>
    public static IReadOnlyList<CombiningWay> All { get; } =
    [
        new("nms", typeof(NmsOptions), "Of boxes that overlap, the most confident stays as it is."),
        new("soft-nms", typeof(SoftNmsOptions), "Boxes that overlap a better one stay, with less confidence."),
        new("weighted-boxes", typeof(WeightedBoxesOptions), "Boxes that overlap become one, the average of all weighted by confidence."),
        new("vote", typeof(VoteOptions), "Keeps the boxes, or the labels of a region, on which enough steps agree."),
    ];

    /// <summary>The way of a name; null when there is none.</summary>
    public static CombiningWay? Find(string name) => All.FirstOrDefault(w => w.Name == name);
}
