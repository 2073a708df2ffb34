namespace ImageAnalytics.Inference.Engines;

/// <summary>What a network gave in its last run.</summary>
public interface IModelOutputs
{
    /// <summary>The outputs' names, in the network's order.</summary>
    IReadOnlyList<string> OutputNames { get; }

    /// <summary>Whether an output holds numbers; of others nothing can be read.</summary>
    /// <param name="index">Its place in <see cref="OutputNames"/>.</param>
    bool IsReadable(int index) => true;

    /// <summary>One output.</summary>
    /// <param name="index">Its place in <see cref="OutputNames"/>.</param>
    /// <returns>Borrowed; valid until the next run.</returns>
    TensorView Output(int index);
}
