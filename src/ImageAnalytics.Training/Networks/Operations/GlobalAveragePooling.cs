using ImageAnalytics.Training.Onnx;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Networks.Operations;

/// <summary>The mean of each channel over all rows and columns: [N, C, H, W] becomes [N, C].</summary>
public sealed record GlobalAveragePooling : Operation
{
    /// <inheritdoc/>
    public override int ChannelsOf(IReadOnlyList<int> inputs) => OnlyOf(inputs);

    /// <inheritdoc/>
    public override Tensor Run(nn.Module? learned, IReadOnlyList<Tensor> inputs, bool training) => inputs[0].mean([2, 3]);

    /// <inheritdoc/>
    public override string WriteOnnx(OnnxGraph graph, string name, nn.Module? learned, IReadOnlyList<string> inputs)
        => graph.Add("ReduceMean", name, inputs, new() { ["axes"] = (long[])[2, 3], ["keepdims"] = 0L });
}
