using ImageAnalytics.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Networks.Operations;

/// <summary>Batch normalization (Ioffe and Szegedy, 2015). Behind a convolution it is folded into it when written to ONNX.</summary>
/// <param name="Momentum">Share of each batch in the running mean and variance.</param>
public sealed record BatchNormalization(double Momentum = 0.1) : Operation
{
    internal const double Epsilon = 1e-5;

    /// <inheritdoc/>
    public override int ChannelsOf(IReadOnlyList<int> inputs) => OnlyOf(inputs);

    /// <inheritdoc/>
    public override nn.Module CreateModule(IReadOnlyList<int> inputs) => nn.BatchNorm2d(inputs[0], Epsilon, Momentum);

    /// <inheritdoc/>
    public override Tensor Run(nn.Module? learned, IReadOnlyList<Tensor> inputs, bool training) => ((BatchNorm2d)learned!).call(inputs[0]);

    /// <inheritdoc/>
    public override string WriteOnnx(OnnxGraph graph, string name, nn.Module? learned, IReadOnlyList<string> inputs)
    {
        BatchNorm2d norm = (BatchNorm2d)learned!;
        long[] shape = [norm.weight!.shape[0]];
        return graph.Add(
            "BatchNormalization",
            name,
            [
                inputs[0],
                graph.Weights($"{name}.scale", norm.weight!.Floats(), shape),
                graph.Weights($"{name}.bias", norm.bias!.Floats(), shape),
                graph.Weights($"{name}.mean", norm.running_mean!.Floats(), shape),
                graph.Weights($"{name}.variance", norm.running_var!.Floats(), shape),
            ],
            new() { ["epsilon"] = (float)Epsilon });
    }
}
