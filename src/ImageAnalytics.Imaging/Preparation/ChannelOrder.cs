namespace ImageAnalytics.Imaging.Preparation;

/// <summary>Which channels a model sees, in which order.</summary>
public enum ChannelOrder
{
    /// <summary>Blue, green, red.</summary>
    Bgr,

    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>One channel: luma after ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B.</summary>
    Grey,
}
