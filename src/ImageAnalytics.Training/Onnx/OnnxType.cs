namespace ImageAnalytics.Training.Onnx;

/// <summary>Types of numbers in a tensor, with ONNX's numbers for them.</summary>
public enum OnnxType
{
    /// <summary>32-bit floats.</summary>
    Real = 1,

    /// <summary>64-bit whole numbers.</summary>
    Whole = 7,

    /// <summary>True or false.</summary>
    Truth = 9,
}
