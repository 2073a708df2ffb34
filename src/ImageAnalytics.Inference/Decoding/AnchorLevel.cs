namespace ImageAnalytics.Inference.Decoding;

/// <summary>One grid of a detector with anchors.</summary>
/// <param name="Output">The output; null for the only one.</param>
/// <param name="Anchors">Width and height of each anchor, in the head's order.</param>
public sealed record AnchorLevel(string? Output, IReadOnlyList<(double Width, double Height)> Anchors)
{
    /// <summary>How far a centre reaches on this grid; null where it is as on all, <see cref="YoloAnchorsParameters.CentreScale"/>. YOLOv4 has another for each.</summary>
    public double? CentreScale { get; init; }
}
