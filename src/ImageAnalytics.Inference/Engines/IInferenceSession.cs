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

    /// <summary>Runs the network on what the input holds.</summary>
    /// <param name="cancellationToken">Ends the run early where the engine can.</param>
    /// <exception cref="OperationCanceledException">The run was ended.</exception>
    /// <exception cref="InferenceException">The engine could not run the network.</exception>
    void Run(CancellationToken cancellationToken);
}
