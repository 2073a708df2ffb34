namespace ImageAnalytics.Inference.Cards;

/// <summary>The kind of number in a network's input.</summary>
public enum TensorNumber
{
    /// <summary>32-bit floating point, <c>fp32</c>.</summary>
    Fp32,

    /// <summary>16-bit floating point, <c>fp16</c>.</summary>
    Fp16,

    /// <summary>Pixels as they are, <c>uint8</c>.</summary>
    U8,
}
