namespace ImageAnalytics.Imaging.Preparation;

/// <summary>From a pixel value, 0 to 255, to what the network sees: <c>(pixel × Scale − Mean) ÷ Std</c>.</summary>
public sealed record PixelScaling
{
    /// <summary>Factor for the pixel, the same for all channels; 1 leaves 0 to 255.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>What is taken away after scaling: one number for each channel, in the order in which the network sees them; empty for 0.</summary>
    public IReadOnlyList<double> Mean { get; init; } = [];

    /// <summary>What it is divided by after that: one number for each channel in the network's order; empty for 1.</summary>
    public IReadOnlyList<double> Std { get; init; } = [];

    /// <summary>Whether pixels stay as they are.</summary>
    public bool IsIdentity => Scale == 1 && Mean.All(m => m == 0) && Std.All(s => s == 1);

    /// <summary>The factor for one channel.</summary>
    public float Factor(int channel) => (float)(Scale / StdOf(channel));

    /// <summary>The number added after the factor, for one channel.</summary>
    public float Offset(int channel) => (float)(-(channel < Mean.Count ? Mean[channel] : 0) / StdOf(channel));

    private double StdOf(int channel) => channel < Std.Count ? Std[channel] : 1;
}
