using ImageAnalytics.Training.Onnx;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Networks.Operations;

/// <summary>The mean of each square.</summary>
/// <param name="Kernel">Side of the square, and cells from one to the next.</param>
public sealed record AveragePooling(int Kernel = 2) : Operation
{
    /// <inheritdoc/>
    public override int ChannelsOf(IReadOnlyList<int> inputs) => OnlyOf(inputs);

    /// <inheritdoc/>
    public override Tensor Run(nn.Module? learned, IReadOnlyList<Tensor> inputs, bool training) => nn.functional.avg_pool2d(inputs[0], Kernel, Kernel);

    /// <inheritdoc/>
    public override string WriteOnnx(OnnxGraph graph, string name, nn.Module? learned, IReadOnlyList<string> inputs)
        => graph.Add("AveragePool", name, inputs, new() { ["kernel_shape"] = (long[])[Kernel, Kernel], ["strides"] = (long[])[Kernel, Kernel] });
}
