namespace ImageAnalytics.Inference.Engines;

/// <summary>A borrowed output of a network, valid until the next run of its session.</summary>
/// <param name="values">All numbers as 32-bit floats, the last dimension changing fastest.</param>
/// <param name="shape">The dimensions.</param>
public readonly ref struct TensorView(ReadOnlySpan<float> values, ReadOnlySpan<long> shape)
{
    /// <summary>All numbers, the last dimension changing fastest.</summary>
    public ReadOnlySpan<float> Values { get; } = values;

    /// <summary>The dimensions.</summary>
    public ReadOnlySpan<long> Shape { get; } = shape;

    /// <summary>The numbers of one element of the batch, when the first dimension is the batch.</summary>
    /// <param name="item">Number of the element from 0.</param>
    /// <param name="batch">Elements in the batch.</param>
    /// <exception cref="InvalidOperationException">The numbers cannot be divided among the batch.</exception>
    public ReadOnlySpan<float> Item(int item, int batch)
    {
        if (Values.Length % batch != 0)
        {
            throw new InvalidOperationException($"An output of {Values.Length} numbers cannot be divided among a batch of {batch}.");
        }

        int length = Values.Length / batch;
        return Values.Slice(item * length, length);
    }
}
