namespace ImageAnalytics.Results.Combining;

/// <summary>How soft non-maximum suppression lowers the confidence of a box that overlaps a better one.</summary>
public enum Decay
{
    /// <summary>By <c>exp(-IoU² / sigma)</c>, every box that overlaps at all.</summary>
    Gaussian,

    /// <summary>By <c>1 - IoU</c>, boxes whose IoU is above the overlap.</summary>
    Linear,
}
