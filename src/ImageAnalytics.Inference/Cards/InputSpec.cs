using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Cards;

/// <summary>What a model wants to see.</summary>
public sealed record InputSpec
{
    /// <summary>The input's name in the network; null where it has only one.</summary>
    public string? Name { get; init; }

    /// <summary>How pictures are brought to size.</summary>
    public required PreparationSpec Preparation { get; init; }

    /// <summary>Which channels, in which order.</summary>
    public ChannelOrder Channels { get; init; }

    /// <summary>The order of dimensions.</summary>
    public TensorLayout Layout { get; init; }

    /// <summary>The kind of number.</summary>
    public TensorNumber Number { get; init; }

    /// <summary>Mean, std and scale.</summary>
    public PixelScaling Scaling { get; init; } = new();

    /// <summary>The colour on which transparent pixels are put; null to drop transparency. An analyzer hands it to the host by <see cref="IDeclaresBackground"/>.</summary>
    public BackgroundColour? Background { get; init; }

    /// <summary>Whether several regions may go into one run; only where answers do not depend on the batch.</summary>
    public bool DynamicBatch { get; init; }

    /// <summary>The input's shape for a prepared size and a batch.</summary>
    public long[] Shape(int batch, int width, int height)
    {
        int channels = Channels == ChannelOrder.Grey ? 1 : 3;
        return Layout == TensorLayout.Nchw ? [batch, channels, height, width] : [batch, height, width, channels];
    }

    /// <summary>The size that a reduced decode must still reach.</summary>
    public InputSize DecodeSize => Preparation.Mode switch
    {
        ResizeMode.Letterbox => new InputSize(Preparation.Width, Preparation.Height, LongSideOnly: true),
        ResizeMode.Stretch => new InputSize(Preparation.Width, Preparation.Height),
        _ => new InputSize(Preparation.ShorterSide, Preparation.ShorterSide),
    };
}
