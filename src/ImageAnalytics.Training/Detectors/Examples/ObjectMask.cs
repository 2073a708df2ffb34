namespace ImageAnalytics.Training.Detectors.Examples;

/// <summary>The pixels of an object in a prepared picture: a window, outside of which none is set.</summary>
/// <param name="Left">The window's first column.</param>
/// <param name="Top">The window's first row.</param>
/// <param name="Width">The window's columns.</param>
/// <param name="Height">The window's rows.</param>
/// <param name="Pixels">Row by row; 0 or 1. Not to be changed.</param>
internal sealed record ObjectMask(int Left, int Top, int Width, int Height, byte[] Pixels)
{
    /// <summary>How many pixels are set.</summary>
    public int Area => Pixels.Length - Pixels.AsSpan().Count((byte)0);

    /// <summary>The value between pixels' centres, bilinear; 0 outside the window.</summary>
    public float At(float x, float y)
    {
        float column = x - 0.5f - Left, row = y - 0.5f - Top;
        int left = (int)MathF.Floor(column), top = (int)MathF.Floor(row);
        (float right, float below) = (column - left, row - top);
        return (((Pixel(left, top) * (1 - right)) + (Pixel(left + 1, top) * right)) * (1 - below))
            + (((Pixel(left, top + 1) * (1 - right)) + (Pixel(left + 1, top + 1) * right)) * below);
    }

    private int Pixel(int column, int row) => (uint)column < (uint)Width && (uint)row < (uint)Height ? Pixels[(row * Width) + column] : 0;
}
