using ImageAnalytics.Training.Onnx;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Networks.Operations;

/// <summary>The largest number of each square.</summary>
/// <param name="Kernel">Side of the square.</param>
/// <param name="Stride">Cells from one square to the next.</param>
/// <param name="Padding">Cells around the input; at most half the kernel.</param>
public sealed record MaxPooling(int Kernel = 2, int Stride = 2, int Padding = 0) : Operation
{
    /// <inheritdoc/>
    public override int ChannelsOf(IReadOnlyList<int> inputs) => OnlyOf(inputs);

    /// <inheritdoc/>
    public override Tensor Run(nn.Module? learned, IReadOnlyList<Tensor> inputs, bool training) => nn.functional.max_pool2d(inputs[0], Kernel, Stride, Padding);

    /// <inheritdoc/>
    public override string WriteOnnx(OnnxGraph graph, string name, nn.Module? learned, IReadOnlyList<string> inputs)
        => graph.Add("MaxPool", name, inputs, new()
        {
            ["kernel_shape"] = (long[])[Kernel, Kernel],
            ["strides"] = (long[])[Stride, Stride],
            ["pads"] = (long[])[Padding, Padding, Padding, Padding],
        });
}
