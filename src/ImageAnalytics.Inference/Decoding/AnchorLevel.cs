namespace ImageAnalytics.Inference.Decoding;

/// <summary>One grid of a detector with anchors.</summary>
/// <param name="Output">The output; null for the only one.</param>
/// <param name="Anchors">Width and height of each anchor, in the head's order.</param>
public sealed record AnchorLevel(string? Output, IReadOnlyList<(double Width, double Height)> Anchors);
