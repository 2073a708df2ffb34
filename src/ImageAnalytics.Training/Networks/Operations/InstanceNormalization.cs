using ImageAnalytics.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Networks.Operations;

/// <summary>Instance normalization: each channel of each picture by itself (Ulyanov et al., 2016).</summary>
public sealed record InstanceNormalization : Operation
{
    private const double Epsilon = 1e-5;

    /// <inheritdoc/>
    public override int ChannelsOf(IReadOnlyList<int> inputs) => OnlyOf(inputs);

    /// <inheritdoc/>
    public override nn.Module CreateModule(IReadOnlyList<int> inputs) => nn.InstanceNorm2d(inputs[0], Epsilon, affine: true, track_running_stats: false);

    /// <inheritdoc/>
    public override Tensor Run(nn.Module? learned, IReadOnlyList<Tensor> inputs, bool training) => ((InstanceNorm2d)learned!).call(inputs[0]);

    /// <inheritdoc/>
    public override string WriteOnnx(OnnxGraph graph, string name, nn.Module? learned, IReadOnlyList<string> inputs)
    {
        InstanceNorm2d norm = (InstanceNorm2d)learned!;
        long[] shape = [norm.weight!.shape[0]];
        string scale = graph.Weights($"{name}.scale", norm.weight!.Floats(), shape), bias = graph.Weights($"{name}.bias", norm.bias!.Floats(), shape);
        return graph.Add("InstanceNormalization", name, [inputs[0], scale, bias], new() { ["epsilon"] = (float)Epsilon });
    }
}
