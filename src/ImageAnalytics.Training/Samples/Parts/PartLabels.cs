namespace ImageAnalytics.Training.Samples.Parts;

/// <summary>How kinds and conditions are written in files.</summary>
public static class PartLabels
{
    /// <summary>The names of the kinds; a kind's number is its position here.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["washer", "nut", "gear", "bolt", "bearing", "spring"];

    /// <summary>The names of kind and condition together, as the folders of single parts are called: first all good ones.</summary>
    public static IReadOnlyList<string> Classes { get; } = [.. Kinds, .. Kinds.Select(k => k + "-defective")];

    /// <summary>The word for a condition.</summary>
    public static string Condition(bool defective) => defective ? "defective" : "good";

    /// <summary>The name of kind and condition together.</summary>
    public static string ClassOf(PartKind kind, bool defective) => Classes[(int)kind + (defective ? Kinds.Count : 0)];
}
