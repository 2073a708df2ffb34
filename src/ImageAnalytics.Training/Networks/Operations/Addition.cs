using ImageAnalytics.Training.Onnx;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Networks.Operations;

/// <summary>The sum of two inputs of one shape.</summary>
public sealed record Addition : Operation
{
    /// <inheritdoc/>
    public override int ChannelsOf(IReadOnlyList<int> inputs)
        => inputs is [int first, int second] && first == second
            ? first
            : throw new ArgumentException($"Inputs with {string.Join(", ", inputs)} channels cannot be added; expected two with equally many.", nameof(inputs));

    /// <inheritdoc/>
    public override Tensor Run(nn.Module? learned, IReadOnlyList<Tensor> inputs, bool training) => inputs[0] + inputs[1];

    /// <inheritdoc/>
    public override string WriteOnnx(OnnxGraph graph, string name, nn.Module? learned, IReadOnlyList<string> inputs) => graph.Add("Add", name, inputs);
}
