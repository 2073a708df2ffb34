using ImageAnalytics.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Networks.Operations;

/// <summary>A convolution with square kernels.</summary>
/// <param name="Channels">Channels of the result.</param>
/// <param name="Kernel">Side of the kernel.</param>
/// <param name="Stride">Cells from one place to the next.</param>
/// <param name="Padding">Zeros around the input.</param>
/// <param name="Groups">Groups of channels that do not see each other.</param>
/// <param name="Bias">Whether a number for each channel is added; useless before a normalization.</param>
public sealed record Convolution(int Channels, int Kernel, int Stride = 1, int Padding = 0, int Groups = 1, bool Bias = true) : Operation
{
    /// <inheritdoc/>
    public override int ChannelsOf(IReadOnlyList<int> inputs)
        => OnlyOf(inputs) % Groups == 0 && Channels % Groups == 0
            ? Channels
            : throw new ArgumentException($"{inputs[0]} and {Channels} channels cannot be shared out to {Groups} groups.", nameof(inputs));

    /// <inheritdoc/>
    public override nn.Module CreateModule(IReadOnlyList<int> inputs)
    {
        Conv2d made = nn.Conv2d(inputs[0], Channels, Kernel, stride: Stride, padding: Padding, groups: Groups, bias: Bias);
        nn.init.kaiming_normal_(made.weight, mode: nn.init.FanInOut.FanOut, nonlinearity: nn.init.NonlinearityType.ReLU);
        if (made.bias is { } bias)
        {
            nn.init.zeros_(bias);
        }

        return made;
    }

    /// <inheritdoc/>
    public override Tensor Run(nn.Module? learned, IReadOnlyList<Tensor> inputs, bool training) => ((Conv2d)learned!).call(inputs[0]);

    /// <inheritdoc/>
    public override string WriteOnnx(OnnxGraph graph, string name, nn.Module? learned, IReadOnlyList<string> inputs)
    {
        Conv2d convolution = (Conv2d)learned!;
        return Write(graph, name, inputs[0], convolution.weight.Floats(), convolution.bias?.Floats(), convolution.weight.shape);
    }

    /// <summary>Writes the convolution together with the normalization that follows, as one convolution.</summary>
    internal string WriteFolded(OnnxGraph graph, string name, Conv2d convolution, BatchNorm2d norm, string input)
    {
        float[] weights = convolution.weight.Floats(), mean = norm.running_mean!.Floats(), variance = norm.running_var!.Floats();
        float[] gamma = norm.weight!.Floats(), beta = norm.bias!.Floats(), bias = convolution.bias?.Floats() ?? new float[Channels];
        int each = weights.Length / Channels;
        for (int c = 0; c < Channels; c++)
        {
            double factor = gamma[c] / Math.Sqrt(variance[c] + BatchNormalization.Epsilon);
            bias[c] = (float)(((bias[c] - mean[c]) * factor) + beta[c]);
            for (int i = c * each; i < (c + 1) * each; i++)
            {
                weights[i] = (float)(weights[i] * factor);
            }
        }

        return Write(graph, name, input, weights, bias, convolution.weight.shape);
    }

    private string Write(OnnxGraph graph, string name, string input, float[] weights, float[]? bias, long[] shape)
    {
        List<string> inputs = [input, graph.Weights($"{name}.weight", weights, shape)];
        if (bias is not null)
        {
            inputs.Add(graph.Weights($"{name}.bias", bias, [bias.Length]));
        }

        return graph.Add("Conv", name, inputs, new()
        {
            ["kernel_shape"] = (long[])[Kernel, Kernel],
            ["strides"] = (long[])[Stride, Stride],
            ["pads"] = (long[])[Padding, Padding, Padding, Padding],
            ["group"] = (long)Groups,
        });
    }
}
