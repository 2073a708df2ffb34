using ImageAnalytics.Training.Onnx;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Networks.Operations;

/// <summary>Puts the numbers of all rows and columns in one line: [N, C, side, side] becomes [N, C × side × side].</summary>
/// <param name="Side">Rows and columns of the input.</param>
public sealed record Flattening(int Side) : Operation
{
    /// <inheritdoc/>
    public override int ChannelsOf(IReadOnlyList<int> inputs) => OnlyOf(inputs) * Side * Side;

    /// <inheritdoc/>
    public override Tensor Run(nn.Module? learned, IReadOnlyList<Tensor> inputs, bool training) => inputs[0].flatten(1);

    /// <inheritdoc/>
    public override string WriteOnnx(OnnxGraph graph, string name, nn.Module? learned, IReadOnlyList<string> inputs)
        => graph.Add("Flatten", name, inputs, new() { ["axis"] = 1L });
}
