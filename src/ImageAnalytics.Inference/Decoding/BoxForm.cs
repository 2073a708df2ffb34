namespace ImageAnalytics.Inference.Decoding;

/// <summary>What the four numbers of a box are.</summary>
public enum BoxForm
{
    /// <summary>Left, top, right, bottom.</summary>
    Xyxy,

    /// <summary>Top, left, bottom, right, as TensorFlow's detectors have them.</summary>
    Yxyx,

    /// <summary>Left, top, width, height.</summary>
    Xywh,

    /// <summary>Centre, width, height.</summary>
    CxCyWh,
}
