using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace ImageAnalytics.Inference.Engines;

/// <summary>What is bound to one input of an ONNX Runtime session.</summary>
/// <param name="type">The kind of number that the network expects.</param>
internal sealed class BoundInput(TensorElementType type)
{
    /// <summary>The kind of number that the network expects.</summary>
    public TensorElementType Type { get; } = type;

    /// <summary>The session's own memory; null where nothing or another session's output is bound.</summary>
    public OrtValue? Value { get; private set; }

    /// <summary>The dimensions of what is bound.</summary>
    public long[] Shape { get; private set; } = [];

    /// <summary>Takes other memory and frees the former. Ownership passes.</summary>
    public void Replace(OrtValue? value, long[] shape)
    {
        Value?.Dispose();
        (Value, Shape) = (value, shape);
    }
}
