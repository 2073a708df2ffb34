using ImageAnalytics.Training.Onnx;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Networks.Operations;

/// <summary>Applies a function to each number.</summary>
/// <param name="Kind">The function.</param>
public sealed record Activation(ActivationKind Kind) : Operation
{
    private const double Slope = 0.1;

    /// <inheritdoc/>
    public override int ChannelsOf(IReadOnlyList<int> inputs) => OnlyOf(inputs);

    /// <inheritdoc/>
    public override Tensor Run(nn.Module? learned, IReadOnlyList<Tensor> inputs, bool training) => Kind switch
    {
        ActivationKind.Relu => nn.functional.relu(inputs[0]),
        ActivationKind.LeakyRelu => nn.functional.leaky_relu(inputs[0], Slope),
        ActivationKind.Silu => nn.functional.silu(inputs[0]),
        ActivationKind.Sigmoid => inputs[0].sigmoid(),
        ActivationKind.Tanh => inputs[0].tanh(),
        _ => inputs[0].exp(),
    };

    /// <inheritdoc/>
    public override string WriteOnnx(OnnxGraph graph, string name, nn.Module? learned, IReadOnlyList<string> inputs) => Kind switch
    {
        ActivationKind.LeakyRelu => graph.Add("LeakyRelu", name, inputs, new() { ["alpha"] = (float)Slope }),
        ActivationKind.Silu => graph.Add("Mul", name, [inputs[0], graph.Add("Sigmoid", $"{name}.sigmoid", inputs)]),
        _ => graph.Add(Kind.ToString(), name, inputs),
    };
}
