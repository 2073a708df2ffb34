using ImageAnalytics.Training.Onnx;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Networks.Operations;

/// <summary>Repeats each cell in both directions.</summary>
/// <param name="Factor">How often.</param>
public sealed record Enlarging(int Factor = 2) : Operation
{
    /// <inheritdoc/>
    public override int ChannelsOf(IReadOnlyList<int> inputs) => OnlyOf(inputs);

    /// <inheritdoc/>
    public override Tensor Run(nn.Module? learned, IReadOnlyList<Tensor> inputs, bool training)
        => nn.functional.interpolate(inputs[0], scale_factor: [Factor, Factor], mode: InterpolationMode.Nearest);

    /// <inheritdoc/>
    public override string WriteOnnx(OnnxGraph graph, string name, nn.Module? learned, IReadOnlyList<string> inputs)
        => graph.Add(
            "Resize",
            name,
            [inputs[0], "", graph.Weights($"{name}.scales", [1, 1, Factor, Factor], [4])],
            new() { ["mode"] = "nearest", ["coordinate_transformation_mode"] = "asymmetric", ["nearest_mode"] = "floor" });
}
