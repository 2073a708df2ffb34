using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Masks;

/// <summary>What a network says about each part of a box: whether it belongs to the object.</summary>
/// <param name="values">Values from 0 to 1 row by row, shape [height, width]; borrowed.</param>
/// <param name="width">Columns, at least 1.</param>
/// <param name="height">Rows, at least 1.</param>
/// <param name="box">The box over which the values are spread evenly, in pixels of the prepared picture; need not lie inside it.</param>
public readonly ref struct SoftMask(ReadOnlySpan<float> values, int width, int height, BoundingBox box)
{
    /// <summary>Values from 0 to 1 row by row, shape [Height, Width]; borrowed.</summary>
    public ReadOnlySpan<float> Values { get; } = values;

    /// <summary>Columns.</summary>
    public int Width { get; } = width;

    /// <summary>Rows.</summary>
    public int Height { get; } = height;

    /// <summary>The box over which the values are spread evenly, in pixels of the prepared picture.</summary>
    public BoundingBox Box { get; } = box;
}
