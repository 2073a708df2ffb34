using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Networks.Operations;

namespace ImageAnalytics.Training.Families.Style;

/// <summary>
/// The feed-forward network of Johnson, Alahi and Fei-Fei (Perceptual losses for real-time style transfer, 2016, supplement), narrower, with
/// instance normalization (Ulyanov et al., 2016) and enlarging in place of transposed convolutions, which would leave a checkerboard.
/// </summary>
internal static class StyleNetwork
{
    /// <summary>Name of the input.</summary>
    public const string Input = "picture";

    /// <summary>Sides of pictures are multiples of this.</summary>
    public const int MultipleOf = 4;

    private const int Colours = 3, Outer = 9;

    /// <summary>Describes the network: numbers from 0 to 1 in, numbers from 0 to 1 out.</summary>
    public static NetworkGraph Build(StyleOptions options)
    {
        NetworkBuilder builder = new();
        string at = Block(builder, builder.Input(Input, Colours), options.Width, Outer, 1);
        at = Block(builder, at, options.Width * 2, 3, 2);
        at = Block(builder, at, options.Width * 4, 3, 2);
        for (int i = 0; i < options.Blocks; i++)
        {
            string inner = Normalized(builder, Block(builder, at, options.Width * 4, 3, 1), options.Width * 4, 3, 1);
            at = builder.Add(new Addition(), inner, at);
        }

        at = Block(builder, builder.Add(new Enlarging(), at), options.Width * 2, 3, 1);
        at = Block(builder, builder.Add(new Enlarging(), at), options.Width, 3, 1);
        at = builder.Add(new PhasedConvolution(Colours, Outer), builder.Add(new ReflectionPadding(Outer / 2), at));
        return builder.Build(builder.Add(new Activation(ActivationKind.Sigmoid), at));
    }

    private static string Block(NetworkBuilder builder, string input, int channels, int kernel, int stride)
        => builder.Add(new Activation(ActivationKind.Relu), Normalized(builder, input, channels, kernel, stride));

    private static string Normalized(NetworkBuilder builder, string input, int channels, int kernel, int stride)
        => builder.Add(new InstanceNormalization(), builder.Add(new Convolution(channels, kernel, stride), builder.Add(new ReflectionPadding(kernel / 2), input)));
}
