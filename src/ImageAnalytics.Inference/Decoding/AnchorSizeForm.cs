namespace ImageAnalytics.Inference.Decoding;

/// <summary>How a box's sides follow from its anchor's.</summary>
public enum AnchorSizeForm
{
    /// <summary>Times the exponential: YOLOv2 to v4.</summary>
    Exp,

    /// <summary>Times the square of twice the logistic function, so at most four times: YOLOv5 and v7.</summary>
    Square,
}
