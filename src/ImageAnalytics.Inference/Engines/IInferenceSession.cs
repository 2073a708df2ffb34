namespace ImageAnalytics.Inference.Engines;

/// <summary>A network ready to run, for one lane: its own input and output buffers over shared weights.</summary>
/// <remarks>Used from one thread at a time; several sessions of one model may run side by side.</remarks>
public interface IInferenceSession : IModelOutputs, IDisposable
{
    /// <summary>What the network says about its inputs; empty when the engine does not know.</summary>
    IReadOnlyList<TensorSpec> Inputs { get; }

    /// <summary>The input's memory, to be filled before a run. The same memory comes back as long as the shape stays.</summary>
    /// <param name="shape">The dimensions of this run's input.</param>
    /// <returns>Bytes of all numbers, row by row; they hold what the last run left there.</returns>
    Span<byte> Input(ReadOnlySpan<long> shape);

    /// <summary>The memory of one input by its name, of a network with several.</summary>
    /// <param name="name">The input.</param>
    /// <param name="shape">The dimensions of this run's input, each at least 1.</param>
    /// <returns>Bytes of all numbers, row by row; they hold what the last run left there.</returns>
    /// <exception cref="NotSupportedException">The engine fills one input alone.</exception>
    Span<byte> Input(string name, ReadOnlySpan<long> shape)
        => throw new NotSupportedException("This engine fills one input of a network alone.");

    /// <summary>Makes an output of another network the input of the next run; it is not copied where the engine allows it.</summary>
    /// <param name="name">The input.</param>
    /// <param name="source">What gave the output; borrowed, and not run again before this network is.</param>
    /// <param name="output">The output's place.</param>
    /// <exception cref="NotSupportedException">The engine fills one input alone.</exception>
    void Input(string name, IModelOutputs source, int output)
        => throw new NotSupportedException("This engine fills one input of a network alone.");

    /// <summary>Runs the network on what the input holds.</summary>
    /// <param name="cancellationToken">Ends the run early where the engine can.</param>
    /// <exception cref="OperationCanceledException">The run was ended.</exception>
    /// <exception cref="InferenceException">The engine could not run the network.</exception>
    void Run(CancellationToken cancellationToken);
}
