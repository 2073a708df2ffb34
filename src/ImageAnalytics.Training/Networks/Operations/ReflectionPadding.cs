using ImageAnalytics.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Networks.Operations;

/// <summary>Surrounds the input with its own mirrored border.</summary>
/// <param name="Width">Cells on each side; fewer than the input has.</param>
public sealed record ReflectionPadding(int Width) : Operation
{
    /// <inheritdoc/>
    public override int ChannelsOf(IReadOnlyList<int> inputs) => OnlyOf(inputs);

    /// <inheritdoc/>
    public override Tensor Run(nn.Module? learned, IReadOnlyList<Tensor> inputs, bool training)
        => nn.functional.pad(inputs[0], [Width, Width, Width, Width], PaddingModes.Reflect);

    /// <inheritdoc/>
    public override string WriteOnnx(OnnxGraph graph, string name, nn.Module? learned, IReadOnlyList<string> inputs)
        => graph.Add("Pad", name, [inputs[0], graph.Numbers($"{name}.pads", [0, 0, Width, Width, 0, 0, Width, Width])], new() { ["mode"] = "reflect" });
}
