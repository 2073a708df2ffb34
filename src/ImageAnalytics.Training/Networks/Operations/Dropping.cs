using ImageAnalytics.Training.Onnx;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Networks.Operations;

/// <summary>Dropout (Srivastava et al., 2014): while learning, some numbers become 0 at random; otherwise nothing is done.</summary>
/// <param name="Share">Of the numbers, 0 to 1.</param>
public sealed record Dropping(double Share) : Operation
{
    /// <inheritdoc/>
    public override int ChannelsOf(IReadOnlyList<int> inputs) => OnlyOf(inputs);

    /// <inheritdoc/>
    public override Tensor Run(nn.Module? learned, IReadOnlyList<Tensor> inputs, bool training) => nn.functional.dropout(inputs[0], Share, training);

    /// <inheritdoc/>
    public override string WriteOnnx(OnnxGraph graph, string name, nn.Module? learned, IReadOnlyList<string> inputs) => inputs[0];
}
