namespace ImageAnalytics.Inference.Engines;

/// <summary>The kind of number in a tensor.</summary>
public enum ElementType
{
    /// <summary>A kind that this program does not read.</summary>
    Other,

    /// <summary>32-bit floating point.</summary>
    Fp32,

    /// <summary>16-bit floating point.</summary>
    Fp16,

    /// <summary>8-bit without sign.</summary>
    U8,

    /// <summary>32-bit whole number.</summary>
    I32,

    /// <summary>64-bit whole number.</summary>
    I64,
}
