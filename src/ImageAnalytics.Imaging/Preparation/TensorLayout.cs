namespace ImageAnalytics.Imaging.Preparation;

/// <summary>The order of a picture's dimensions in a tensor.</summary>
public enum TensorLayout
{
    /// <summary>Batch, channel, row, column: one plane after the other.</summary>
    Nchw,

    /// <summary>Batch, row, column, channel: the channels of a pixel side by side.</summary>
    Nhwc,
}
