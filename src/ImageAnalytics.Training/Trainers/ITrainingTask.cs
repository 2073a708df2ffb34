using ImageAnalytics.Training.Networks;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Trainers;

/// <summary>What a family of models brings to the <see cref="Trainer{TBatch}"/>: networks, batches, a loss and figures.</summary>
/// <typeparam name="TBatch">What is prepared for one step, off the training thread.</typeparam>
/// <remarks>
/// Everything must follow from the weights, the numbers of the examples and the epoch, so that a resumed training equals an undisturbed one.
/// All members are called from one thread at a time but <see cref="Prepare"/>, which may run beside <see cref="Loss"/>.
/// </remarks>
public interface ITrainingTask<TBatch>
    where TBatch : IDisposable
{
    /// <summary>The networks that learn, each with a name of its own. The task owns them.</summary>
    IReadOnlyList<TorchNetwork> Networks { get; }

    /// <summary>
    /// Where there is one network of several parts of which each can be trained alone: the description of each, whose nodes are those of the network, part
    /// after part; else empty.
    /// </summary>
    IReadOnlyList<NetworkGraph> Parts => [];

    /// <summary>How many examples there are to learn from.</summary>
    int Examples { get; }

    /// <summary>The figure of <see cref="Validate"/> that decides which weights are best; larger is better.</summary>
    string Figure { get; }

    /// <summary>Reads and alters examples. Uses no random numbers but those that follow from its arguments, and none of torch's.</summary>
    /// <param name="examples">Numbers of the examples, 0 to <see cref="Examples"/> − 1.</param>
    /// <param name="epoch">The pass over the data, from 0.</param>
    TBatch Prepare(IReadOnlyList<int> examples, int epoch);

    /// <summary>Computes what is to be made small.</summary>
    /// <param name="batch">The prepared examples; borrowed.</param>
    /// <param name="parts">Receives parts of the loss by name, to be shown; may stay empty.</param>
    /// <returns>One number, with its gradient's history.</returns>
    Tensor Loss(TBatch batch, IDictionary<string, double> parts);

    /// <summary>Figures of the networks as they are, on pictures that are not learned from. They are in evaluation mode, without gradients.</summary>
    IReadOnlyDictionary<string, double> Validate();
}
