using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Networks.Operations;

namespace ImageAnalytics.Training.Families.Classification;

/// <summary>A residual network (He et al., 2016) with one number for each class.</summary>
internal static class ClassifierNetwork
{
    /// <summary>Name of the input.</summary>
    public const string Input = "picture";

    /// <summary>Describes the network.</summary>
    /// <param name="options">Its size.</param>
    /// <param name="channels">Channels of the picture.</param>
    /// <param name="classes">Classes.</param>
    public static NetworkGraph Build(ClassifierOptions options, int channels, int classes)
    {
        NetworkBuilder builder = new();
        string at = builder.ConvolutionBlock(builder.Input(Input, channels), (int)options.Widths[0], stride: options.StemStride);
        for (int stage = 0; stage < options.Widths.Count; stage++)
        {
            for (int block = 0; block < options.Blocks; block++)
            {
                at = builder.ResidualBlock(at, (int)options.Widths[stage], block == 0 && stage > 0 ? 2 : 1);
            }
        }

        at = builder.Add(new GlobalAveragePooling(), at);
        if (options.Dropout > 0)
        {
            at = builder.Add(new Dropping(options.Dropout), at);
        }

        return builder.Build(builder.Add(new FullyConnected(classes), at));
    }
}
