namespace ImageAnalytics.Results.Evaluation;

/// <summary>What is compared when a detection is matched with a true object.</summary>
public enum OverlapKind
{
    /// <summary>The bounding boxes.</summary>
    Boxes,

    /// <summary>The masks, pixel by pixel.</summary>
    Masks,
}
