namespace ImageAnalytics.Sdk;

/// <summary>
/// A binary mask as the lengths of its runs, in COCO's order: pixels column by column from the left, each column from the top, runs of
/// unset and set pixels in turn, an unset run (of no pixels if need be) first.
/// </summary>
/// <remarks>
/// The form is canonical: only the first run may be empty, so equal masks have equal runs. Immutable; safe on several threads at once.
/// Source: the COCO API's uncompressed and compressed run-length encoding (maskApi, Lin et al., Microsoft COCO, 2014).
/// </remarks>
public sealed partial class RunLengths
{
    private readonly int[] _counts;

    internal RunLengths(int width, int height, int[] canonicalCounts)
    {
        (Width, Height, _counts) = (width, height, canonicalCounts);
        for (int i = 1; i < canonicalCounts.Length; i += 2)
        {
            Area += canonicalCounts[i];
        }
    }

    /// <summary>Columns of the picture that the mask covers.</summary>
    public int Width { get; }

    /// <summary>Rows of the picture that the mask covers.</summary>
    public int Height { get; }

    /// <summary>Number of pixels set.</summary>
    public int Area { get; }

    /// <summary>COCO's uncompressed <c>counts</c>: unset, set, unset … pixels; they add up to width times height. Borrowed.</summary>
    public ReadOnlySpan<int> Counts => _counts;

    /// <summary>The smallest box around the set pixels, in whole pixels; empty where none is set.</summary>
    public BoundingBox Bounds
    {
        get
        {
            int left = Width, top = Height, right = 0, bottom = 0, start = 0;
            for (int i = 0; i < _counts.Length; start += _counts[i], i++)
            {
                if (int.IsOddInteger(i))
                {
                    int last = start + _counts[i] - 1;
                    bool oneColumn = start / Height == last / Height;
                    (left, right) = (Math.Min(left, start / Height), (last / Height) + 1);
                    top = oneColumn ? Math.Min(top, start % Height) : 0;
                    bottom = oneColumn ? Math.Max(bottom, (last % Height) + 1) : Height;
                }
            }

            return Area == 0 ? default : BoundingBox.FromXyxy(left, top, right, bottom);
        }
    }

    /// <summary>Encodes a whole picture.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1; width times height is below 2³¹.</param>
    /// <param name="pixels">Row by row from the top, shape [height, width]; every value but 0 is set. Read only.</param>
    /// <exception cref="ArgumentException">The size is out of range, or the number of pixels is not width times height.</exception>
    public static RunLengths FromPixels(int width, int height, ReadOnlySpan<byte> pixels)
        => FromWindow(width, height, 0, 0, width, height, pixels);

    /// <summary>Encodes a picture of which all that may be set lies in a window; a buffer of the whole picture is not needed.</summary>
    /// <param name="width">Columns of the picture, at least 1.</param>
    /// <param name="height">Rows of the picture, at least 1; width times height is below 2³¹.</param>
    /// <param name="left">First column of the window.</param>
    /// <param name="top">First row of the window.</param>
    /// <param name="windowWidth">Columns of the window, which lies inside the picture; 0 for none.</param>
    /// <param name="windowHeight">Rows of the window, which lies inside the picture; 0 for none.</param>
    /// <param name="window">The window row by row, shape [windowHeight, windowWidth]; every value but 0 is set. Read only.</param>
    /// <exception cref="ArgumentException">
    /// The size is out of range, the window is not inside the picture, or the number of pixels is not the window's.
    /// </exception>
    public static RunLengths FromWindow(
        int width, int height, int left, int top, int windowWidth, int windowHeight, ReadOnlySpan<byte> window)
    {
        RunLengthsBuilder runs = new(width, height);
        if (left < 0 || top < 0 || windowWidth < 0 || windowHeight < 0
            || (long)left + windowWidth > width || (long)top + windowHeight > height || window.Length != (long)windowWidth * windowHeight)
        {
            throw new ArgumentException(
                $"A window of {windowWidth} x {windowHeight} pixels at ({left}, {top}), given as {window.Length} values, cannot be encoded: "
                + $"it must lie in the picture of {width} x {height} pixels and have one value for each of its pixels.",
                nameof(window));
        }

        runs.Add(false, checked(left * height));
        for (int x = 0; x < windowWidth; x++)
        {
            runs.Add(false, top);
            for (int y = 0; y < windowHeight; y++)
            {
                runs.Add(window[(y * windowWidth) + x] != 0, 1);
            }

            runs.Add(false, height - top - windowHeight);
        }

        return runs.Build();
    }

    /// <summary>Reads COCO's uncompressed <c>counts</c>.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1; width times height is below 2³¹.</param>
    /// <param name="counts">Unset, set, unset … pixels; empty runs are allowed anywhere.</param>
    /// <exception cref="ArgumentException">The size is out of range, a count is negative, or they do not add up to the picture.</exception>
    public static RunLengths FromCounts(int width, int height, ReadOnlySpan<int> counts)
    {
        RunLengthsBuilder runs = new(width, height);
        for (int i = 0; i < counts.Length; i++)
        {
            runs.Add(int.IsOddInteger(i), counts[i]);
        }

        return runs.RequireFull().Build();
    }

    /// <summary>Writes the pixels row by row, 1 where set and 0 elsewhere.</summary>
    /// <param name="pixels">Receives shape [Height, Width]; every element is written.</param>
    /// <exception cref="ArgumentException">The length is not width times height.</exception>
    public void CopyTo(Span<byte> pixels)
    {
        if (pixels.Length != Width * Height)
        {
            throw new ArgumentException(
                $"A mask of {Width} x {Height} pixels cannot be written to {pixels.Length} values: one value for each pixel is needed.", nameof(pixels));
        }

        CopyTo(0, 0, Width, Height, pixels);
    }

    /// <summary>Writes the pixels of a window row by row, 1 where set and 0 elsewhere; a buffer of the whole picture is not needed.</summary>
    /// <param name="left">First column of the window.</param>
    /// <param name="top">First row of the window.</param>
    /// <param name="windowWidth">Columns of the window, which lies inside the picture; 0 for none.</param>
    /// <param name="windowHeight">Rows of the window, which lies inside the picture; 0 for none.</param>
    /// <param name="window">Receives shape [windowHeight, windowWidth]; every element is written.</param>
    /// <exception cref="ArgumentException">The window is not inside the picture, or the number of values is not the window's.</exception>
    public void CopyTo(int left, int top, int windowWidth, int windowHeight, Span<byte> window)
    {
        if (left < 0 || top < 0 || windowWidth < 0 || windowHeight < 0
            || (long)left + windowWidth > Width || (long)top + windowHeight > Height || window.Length != (long)windowWidth * windowHeight)
        {
            throw new ArgumentException(
                $"A window of {windowWidth} x {windowHeight} pixels at ({left}, {top}) cannot be written to {window.Length} values: "
                + $"it must lie in the mask of {Width} x {Height} pixels and have one value for each of its pixels.",
                nameof(window));
        }

        window.Clear();
        int right = left + windowWidth, bottom = top + windowHeight;
        for (int i = 0, place = 0; i < _counts.Length; place += _counts[i], i++)
        {
            int end = place + _counts[i];
            for (int column = Math.Max(left, place / Height); int.IsOddInteger(i) && column < right && column * Height < end; column++)
            {
                int first = Math.Max(top, place - (column * Height)), last = Math.Min(bottom, end - (column * Height));
                for (int row = first; row < last; row++)
                {
                    window[((row - top) * windowWidth) + column - left] = 1;
                }
            }
        }
    }

    /// <summary>The pixels row by row, shape [Height, Width], 1 where set and 0 elsewhere; the caller owns the array.</summary>
    public byte[] ToPixels()
    {
        byte[] pixels = new byte[Width * Height];
        CopyTo(pixels);
        return pixels;
    }
}
