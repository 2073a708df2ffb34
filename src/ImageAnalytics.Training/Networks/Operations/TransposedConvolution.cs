using ImageAnalytics.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Networks.Operations;

/// <summary>A transposed convolution whose kernels do not overlap: it makes the result as many times larger as its stride.</summary>
/// <param name="Channels">Channels of the result.</param>
/// <param name="Stride">By what rows and columns grow; also the kernel's side.</param>
public sealed record TransposedConvolution(int Channels, int Stride = 2) : Operation
{
    /// <inheritdoc/>
    public override int ChannelsOf(IReadOnlyList<int> inputs) => OnlyOf(inputs) > 0 ? Channels : 0;

    /// <inheritdoc/>
    public override nn.Module CreateModule(IReadOnlyList<int> inputs)
    {
        ConvTranspose2d made = nn.ConvTranspose2d(inputs[0], Channels, Stride, stride: Stride);
        nn.init.kaiming_normal_(made.weight, mode: nn.init.FanInOut.FanOut, nonlinearity: nn.init.NonlinearityType.ReLU);
        nn.init.zeros_(made.bias!);
        return made;
    }

    /// <inheritdoc/>
    public override Tensor Run(nn.Module? learned, IReadOnlyList<Tensor> inputs, bool training) => ((ConvTranspose2d)learned!).call(inputs[0]);

    /// <inheritdoc/>
    public override string WriteOnnx(OnnxGraph graph, string name, nn.Module? learned, IReadOnlyList<string> inputs)
    {
        ConvTranspose2d made = (ConvTranspose2d)learned!;
        string weights = graph.Weights($"{name}.weight", made.weight.Floats(), made.weight.shape), bias = graph.Weights($"{name}.bias", made.bias!.Floats(), [Channels]);
        return graph.Add("ConvTranspose", name, [inputs[0], weights, bias], new() { ["kernel_shape"] = (long[])[Stride, Stride], ["strides"] = (long[])[Stride, Stride] });
    }
}
