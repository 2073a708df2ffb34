using ImageAnalytics.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Networks.Operations;

/// <summary>
/// A convolution to few channels whose result has even sides, written to ONNX so that a processor's vectors are full: places in even and odd rows
/// and columns become channels of a convolution of stride 2, which are then put between each other (the sub-pixel convolution of Shi et al., 2016,
/// section 3.2, read backwards). The numbers are the same.
/// </summary>
/// <remarks>Engines compute 8 or 16 channels at once, however few there are: in phases, a 9 × 9 convolution from 12 to 3 channels takes a third of the time.</remarks>
/// <param name="Channels">Channels of the result.</param>
/// <param name="Kernel">Side of the kernel. Nothing is padded, so the input has <c>Kernel - 1</c> rows and columns more than the result.</param>
public sealed record PhasedConvolution(int Channels, int Kernel) : Operation
{
    private const int Phases = 2;

    private Convolution Plain => new(Channels, Kernel);

    /// <inheritdoc/>
    public override int ChannelsOf(IReadOnlyList<int> inputs) => Plain.ChannelsOf(inputs);

    /// <inheritdoc/>
    public override nn.Module CreateModule(IReadOnlyList<int> inputs) => Plain.CreateModule(inputs);

    /// <inheritdoc/>
    public override Tensor Run(nn.Module? learned, IReadOnlyList<Tensor> inputs, bool training) => Plain.Run(learned, inputs, training);

    /// <inheritdoc/>
    public override string WriteOnnx(OnnxGraph graph, string name, nn.Module? learned, IReadOnlyList<string> inputs)
    {
        Conv2d convolution = (Conv2d)learned!;
        int from = (int)convolution.weight.shape[1], side = Kernel + Phases - 1, all = Channels * Phases * Phases;
        float[] biases = convolution.bias!.Floats();
        string phases = graph.Add(
            "Conv",
            $"{name}.phases",
            [inputs[0], graph.Weights($"{name}.weight", InPhases(convolution.weight.Floats(), from), [all, from, side, side]), graph.Weights($"{name}.bias", [.. Enumerable.Range(0, all).Select(i => biases[i / (Phases * Phases)])], [all])],
            new() { ["kernel_shape"] = (long[])[side, side], ["strides"] = (long[])[Phases, Phases] });
        return graph.Add("DepthToSpace", name, [phases], new() { ["blocksize"] = (long)Phases, ["mode"] = "CRD" });
    }

    // The kernel of the phase (down, right) is the plain one, moved down and right by as much, with zeros around it.
    private float[] InPhases(float[] weights, int from)
    {
        int side = Kernel + Phases - 1;
        float[] moved = new float[Channels * Phases * Phases * from * side * side];
        for (int row = 0; row < Channels * Phases * Phases * from * Kernel; row++)
        {
            (int upper, int y) = Math.DivRem(row, Kernel);
            (int phase, int input) = Math.DivRem(upper, from);
            (int channel, int place) = Math.DivRem(phase, Phases * Phases);
            (int down, int right) = Math.DivRem(place, Phases);
            weights.AsSpan(((((channel * from) + input) * Kernel) + y) * Kernel, Kernel)
                .CopyTo(moved.AsSpan(((((phase * from) + input) * side) + y + down) * side + right));
        }

        return moved;
    }
}
