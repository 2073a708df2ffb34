using ImageAnalytics.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Networks.Operations;

/// <summary>Every number of the result sees every number of the input: [N, C] becomes [N, channels].</summary>
/// <param name="Channels">Numbers of the result.</param>
public sealed record FullyConnected(int Channels) : Operation
{
    /// <inheritdoc/>
    public override int ChannelsOf(IReadOnlyList<int> inputs) => OnlyOf(inputs) > 0 ? Channels : 0;

    /// <inheritdoc/>
    public override nn.Module CreateModule(IReadOnlyList<int> inputs) => nn.Linear(inputs[0], Channels);

    /// <inheritdoc/>
    public override Tensor Run(nn.Module? learned, IReadOnlyList<Tensor> inputs, bool training) => ((Linear)learned!).call(inputs[0]);

    /// <inheritdoc/>
    public override string WriteOnnx(OnnxGraph graph, string name, nn.Module? learned, IReadOnlyList<string> inputs)
    {
        Linear linear = (Linear)learned!;
        string weights = graph.Weights($"{name}.weight", linear.weight!.Floats(), linear.weight!.shape), bias = graph.Weights($"{name}.bias", linear.bias!.Floats(), [Channels]);
        return graph.Add("Gemm", name, [inputs[0], weights, bias], new() { ["transB"] = 1L });
    }
}
