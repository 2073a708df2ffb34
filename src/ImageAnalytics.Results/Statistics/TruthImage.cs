namespace ImageAnalytics.Results.Statistics;

/// <summary>What somebody says about an image.</summary>
/// <param name="Label">What the whole image shows; null where only objects are marked.</param>
/// <param name="Marks">The objects in it.</param>
public sealed record TruthImage(string? Label, IReadOnlyList<TruthMark> Marks);
