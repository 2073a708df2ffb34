namespace ImageAnalytics.Sdk;

/// <summary>Borrowed 8-bit pixels: rows of interleaved channels in B, G, R order, shape [Height, Width, 3].</summary>
/// <remarks>
/// A view owns nothing. It is valid while the analyzer's call lasts, and must not be kept or written to.
/// Reading from several threads at once is safe.
/// </remarks>
public readonly unsafe struct PixelView
{
    /// <summary>Bytes per pixel: blue, green, red.</summary>
    public const int Channels = 3;

    /// <summary>Describes pixels that someone else owns.</summary>
    /// <param name="data">Address of the first byte of the first row.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="strideBytes">Bytes from one row to the next, at least three times the width.</param>
    public PixelView(nint data, int width, int height, int strideBytes)
    {
        ArgumentOutOfRangeException.ThrowIfZero(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(strideBytes, checked(width * Channels));
        (Data, Width, Height, StrideBytes) = (data, width, height, strideBytes);
    }

    /// <summary>Address of the first byte of the first row.</summary>
    public nint Data { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Bytes from the start of one row to the start of the next.</summary>
    public int StrideBytes { get; }

    /// <summary>One row of <c>Width * 3</c> bytes, without padding.</summary>
    /// <param name="y">Row number from 0 at the top.</param>
    public ReadOnlySpan<byte> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, Height);
        return new ReadOnlySpan<byte>((byte*)Data + ((long)y * StrideBytes), Width * Channels);
    }

    /// <summary>A view of a rectangle of these pixels; nothing is copied.</summary>
    public PixelView Crop(int x, int y, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(x + width, Width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(y + height, Height);
        return new PixelView(Data + (nint)(((long)y * StrideBytes) + (x * Channels)), width, height, StrideBytes);
    }
}
