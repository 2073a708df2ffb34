using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Parameters of <c>picture</c>: networks that give a picture.</summary>
public sealed record PictureParameters : DecoderParameters
{
    /// <summary>The output; null for the only one.</summary>
    public string? Output { get; init; }

    /// <summary>The order of dimensions: [N, channels, H, W] or [N, H, W, channels]; the first may be missing.</summary>
    public TensorLayout Layout { get; init; }

    /// <summary>Which channels, in which order.</summary>
    public ChannelOrder Channels { get; init; }

    /// <summary>What the network's numbers are: <c>(pixel × Scale − Mean) ÷ Std</c>, as for an input.</summary>
    public PixelScaling Scaling { get; init; } = new();

    /// <summary>Whether numbers outside 0 to 255 become the nearest of these; otherwise they are an error.</summary>
    public bool Clamp { get; init; } = true;

    /// <summary>Channels in the output: 1 or 3.</summary>
    public int ChannelCount => Channels == ChannelOrder.Grey ? 1 : 3;

    internal static PictureParameters Read(YamlMap map)
    {
        PictureParameters parameters = new()
        {
            Output = map.Has("output") ? map.Text("output") : null,
            Layout = map.Choice<TensorLayout>("layout", CardWords.Layouts, TensorLayout.Nchw),
            Channels = map.Choice<ChannelOrder>("channels", CardWords.Channels),
            Scaling = new PixelScaling
            {
                Scale = map.Number("scale", 1e-9, 1e6, 1),
                Mean = map.Numbers("mean", -1e6, 1e6),
                Std = map.Numbers("std", 1e-9, 1e6),
            },
            Clamp = map.Flag("clamp", true),
        };
        foreach ((string key, IReadOnlyList<double> numbers) in new[] { ("mean", parameters.Scaling.Mean), ("std", parameters.Scaling.Std) })
        {
            if (numbers.Count != 0 && numbers.Count != parameters.ChannelCount)
            {
                map.Problems.Add(map.Place(key), $"'{key}' has {numbers.Count} numbers; expected {parameters.ChannelCount}, one for each channel in the network's order.");
            }
        }

        return parameters;
    }
}
