namespace ImageAnalytics.Inference.Decoding;

/// <summary>What the network saw in a run.</summary>
/// <param name="Batch">Pictures in the run.</param>
/// <param name="Width">Columns of the prepared pictures.</param>
/// <param name="Height">Rows of the prepared pictures.</param>
/// <param name="Classes">Classes that have a label.</param>
public readonly record struct DecoderFrame(int Batch, int Width, int Height, int Classes)
{
    /// <summary>Ends runs of a model's further parts early.</summary>
    public CancellationToken Cancellation { get; init; }
}
