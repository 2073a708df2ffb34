using ImageAnalytics.Training.Onnx;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Networks.Operations;

/// <summary>Brings each vector to the length 1: [N, C].</summary>
public sealed record UnitLength : Operation
{
    private const float Smallest = 1e-12f;

    /// <inheritdoc/>
    public override int ChannelsOf(IReadOnlyList<int> inputs) => OnlyOf(inputs);

    /// <inheritdoc/>
    public override Tensor Run(nn.Module? learned, IReadOnlyList<Tensor> inputs, bool training) => inputs[0] / inputs[0].norm(1, true).clamp_min(Smallest);

    /// <inheritdoc/>
    public override string WriteOnnx(OnnxGraph graph, string name, nn.Module? learned, IReadOnlyList<string> inputs)
    {
        string length = graph.Add("ReduceL2", $"{name}.length", inputs, new() { ["axes"] = (long[])[1], ["keepdims"] = 1L });
        return graph.Add("Div", name, [inputs[0], graph.Add("Max", $"{name}.least", [length, graph.Weights($"{name}.smallest", [Smallest], [])])]);
    }
}
