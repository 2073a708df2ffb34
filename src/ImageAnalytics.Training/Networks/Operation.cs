using ImageAnalytics.Training.Onnx;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Networks;

/// <summary>One kind of layer: how it is computed while training, and how it is written to ONNX.</summary>
/// <remarks>Immutable; what is learned lives in the module that <see cref="CreateModule"/> makes, one for each node of a network.</remarks>
public abstract record Operation
{
    /// <summary>The channels of the result.</summary>
    /// <param name="inputs">The channels of each input.</param>
    /// <exception cref="ArgumentException">The inputs do not fit.</exception>
    public abstract int ChannelsOf(IReadOnlyList<int> inputs);

    /// <summary>What the layer learns; null when it learns nothing.</summary>
    /// <param name="inputs">The channels of each input.</param>
    public virtual nn.Module? CreateModule(IReadOnlyList<int> inputs) => null;

    /// <summary>Computes the layer.</summary>
    /// <param name="learned">What <see cref="CreateModule"/> made for this node.</param>
    /// <param name="inputs">Borrowed; shape [N, C, H, W], or [N, C].</param>
    /// <param name="training">Whether the network is learning.</param>
    public abstract Tensor Run(nn.Module? learned, IReadOnlyList<Tensor> inputs, bool training);

    /// <summary>Writes the layer as it computes when it is not learning.</summary>
    /// <param name="graph">Receives nodes and weights.</param>
    /// <param name="name">A name for them that is unique in the graph.</param>
    /// <param name="learned">What <see cref="CreateModule"/> made for this node.</param>
    /// <param name="inputs">Names of the inputs in the graph.</param>
    /// <returns>The result's name in the graph.</returns>
    public abstract string WriteOnnx(OnnxGraph graph, string name, nn.Module? learned, IReadOnlyList<string> inputs);

    /// <summary>Refuses another number of inputs than one.</summary>
    protected int OnlyOf(IReadOnlyList<int> inputs)
        => inputs is [int only] ? only : throw new ArgumentException($"{GetType().Name} has {inputs.Count} inputs; expected one.", nameof(inputs));
}
