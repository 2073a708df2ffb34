using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Parameters of <c>softmax-labels</c>.</summary>
/// <param name="Output">The output with a number for each class; null for the only one.</param>
/// <param name="Softmax">Whether the softmax must still be applied; false where the network ends in one.</param>
public sealed record SoftmaxLabelsParameters(string? Output, bool Softmax) : DecoderParameters
{
    internal static SoftmaxLabelsParameters Read(YamlMap map)
        => new(map.Has("output") ? map.Text("output") : null, map.Flag("softmax", false));
}
