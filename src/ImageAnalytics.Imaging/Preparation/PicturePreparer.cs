using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Imaging.Preparation;

/// <summary>Scales pictures to a model's input size and remembers how to map boxes back.</summary>
/// <remarks>
/// Owns pictures of the input's size, which it uses again for every call. Used by one lane at a time.
/// The result depends on the source pixels and the spec alone.
/// </remarks>
public sealed class PicturePreparer : IDisposable
{
    /// <summary>Changes whenever the same picture would be prepared to other pixels; part of fingerprints.</summary>
    public const int Revision = 2;

    // Sides in a ratio above this are cut or scaled less, so that a thin line cannot ask for any amount of memory.
    private const int LongestRatio = 8;

    private readonly PreparationSpec _spec;
    private Mat? _canvas;
    private Mat? _scaled;
    private Mat? _spread;
    private PreparedSize _filled;

    /// <summary>Makes a preparer.</summary>
    /// <param name="spec">How the size is reached.</param>
    /// <exception cref="ArgumentException">Sizes are missing or contradict each other.</exception>
    public PicturePreparer(PreparationSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (spec.Mode != ResizeMode.ShorterSide && (spec.Width < 1 || spec.Height < 1))
        {
            throw new ArgumentException($"The input size {spec.Width}x{spec.Height} has no pixels; give a width and a height.", nameof(spec));
        }

        if (spec.Mode is ResizeMode.ShorterSide or ResizeMode.Crop or ResizeMode.StretchCrop && spec.ShorterSide < 1)
        {
            throw new ArgumentException($"The shorter side is {spec.ShorterSide}; expected at least 1 pixel.", nameof(spec));
        }

        if (spec.Mode is ResizeMode.Crop or ResizeMode.StretchCrop && spec.ShorterSide < Math.Max(spec.Width, spec.Height))
        {
            throw new ArgumentException($"The shorter side {spec.ShorterSide} is less than the crop {spec.Width}x{spec.Height}.", nameof(spec));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(spec.MultipleOf, 1);
        _spec = spec;
    }

    /// <summary>The size to which a source of a given size is brought, and where it stands in it.</summary>
    /// <param name="sourceWidth">Columns of the source, at least 1.</param>
    /// <param name="sourceHeight">Rows of the source, at least 1.</param>
    public PreparedSize Plan(int sourceWidth, int sourceHeight)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sourceWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(sourceHeight, 1);
        int width = _spec.Width, height = _spec.Height;
        switch (_spec.Mode)
        {
            case ResizeMode.Letterbox:
            {
                double scale = Math.Min((double)width / sourceWidth, (double)height / sourceHeight);
                int scaledWidth = Math.Clamp(Round(sourceWidth * scale), 1, width);
                int scaledHeight = Math.Clamp(Round(sourceHeight * scale), 1, height);
                int left = _spec.Centred ? (width - scaledWidth) / 2 : 0;
                int top = _spec.Centred ? (height - scaledHeight) / 2 : 0;
                return new PreparedSize(width, height, scaledWidth, scaledHeight, left, top);
            }

            case ResizeMode.StretchCrop:
                return new PreparedSize(width, height, _spec.ShorterSide, _spec.ShorterSide, -((_spec.ShorterSide - width) / 2), -((_spec.ShorterSide - height) / 2));

            case ResizeMode.ShorterSide:
            {
                (int scaledWidth, int scaledHeight) = ToShorterSide(sourceWidth, sourceHeight, _spec.LongerSideMax);
                return new PreparedSize(FillUp(scaledWidth), FillUp(scaledHeight), scaledWidth, scaledHeight, 0, 0);
            }

            default:
                return new PreparedSize(width, height, width, height, 0, 0);
        }
    }

    /// <summary>Prepares one picture.</summary>
    /// <param name="source">The pixels; borrowed for the call.</param>
    /// <param name="mapping">Receives how to map boxes from prepared pixels to those of <paramref name="source"/>.</param>
    /// <returns>
    /// The prepared pixels: <paramref name="source"/> itself where nothing had to be done, otherwise this object's own, valid until its next call.
    /// </returns>
    public PixelView Prepare(PixelView source, out InputMapping mapping)
    {
        PixelView prepared = Scale(source, out mapping);
        return _spec.Percentiles is { } range ? Spread(prepared, range, mapping) : prepared;
    }

    /// <summary>Frees the picture that this object owns.</summary>
    public void Dispose()
    {
        _canvas?.Dispose();
        _scaled?.Dispose();
        _spread?.Dispose();
        (_canvas, _scaled, _spread, _filled) = (null, null, null, default);
    }

    private PixelView Scale(PixelView source, out InputMapping mapping)
    {
        if (_spec.Mode == ResizeMode.Crop)
        {
            return PrepareCentre(source, out mapping);
        }

        PreparedSize size = Plan(source.Width, source.Height);
        mapping = new InputMapping(
            (double)size.ScaledWidth / source.Width, (double)size.ScaledHeight / source.Height, size.Left, size.Top, source.Width, source.Height);
        bool asItIs = size.ScaledWidth == source.Width && size.ScaledHeight == source.Height;
        if (size.Left <= 0 && size.Top <= 0 && size.Width <= size.ScaledWidth && size.Height <= size.ScaledHeight)
        {
            if (asItIs)
            {
                return source.Crop(-size.Left, -size.Top, size.Width, size.Height);
            }

            Mat scaled = Ensure(ref _scaled, size.ScaledWidth, size.ScaledHeight);
            Resize(source, scaled);
            return ViewOf(scaled).Crop(-size.Left, -size.Top, size.Width, size.Height);
        }

        Mat canvas = Ensure(ref _canvas, size.Width, size.Height);
        if (_filled != size)
        {
            canvas.SetTo(Scalar.All(_spec.Fill));
            _filled = size;
        }

        using Mat place = new(canvas, new Rect(size.Left, size.Top, size.ScaledWidth, size.ScaledHeight));
        Resize(source, place);
        return ViewOf(canvas);
    }

    // What is seen is cut out before it is scaled: nothing is computed that nobody looks at, and the cut is not moved by rounding the scaled size.
    private PixelView PrepareCentre(PixelView source, out InputMapping mapping)
    {
        double scale = (double)_spec.ShorterSide / Math.Min(source.Width, source.Height);
        int width = Math.Clamp(Round(_spec.Width / scale), 1, source.Width), height = Math.Clamp(Round(_spec.Height / scale), 1, source.Height);
        int x = (source.Width - width) / 2, y = (source.Height - height) / 2;
        double scaleX = (double)_spec.Width / width, scaleY = (double)_spec.Height / height;
        mapping = new InputMapping(scaleX, scaleY, -x * scaleX, -y * scaleY, source.Width, source.Height);
        PixelView centre = source.Crop(x, y, width, height);
        if (width == _spec.Width && height == _spec.Height)
        {
            return centre;
        }

        Mat scaled = Ensure(ref _scaled, _spec.Width, _spec.Height);
        Resize(centre, scaled);
        return ViewOf(scaled);
    }

    // Into a picture of its own: the prepared one may be the source, or keep its fill for the next call.
    private PixelView Spread(PixelView prepared, PercentileRange range, InputMapping mapping)
    {
        Mat spread = Ensure(ref _spread, prepared.Width, prepared.Height);
        using Mat all = Mat.FromPixelData(prepared.Height, prepared.Width, MatType.CV_8UC3, prepared.Data, prepared.StrideBytes);
        Rect seen = Seen(prepared, mapping);
        if (seen.Width < prepared.Width || seen.Height < prepared.Height)
        {
            all.CopyTo(spread);
        }

        using Mat table = new(1, 256, MatType.CV_8UC1);
        table.SetArray(range.Table(Counts(prepared.Crop(seen.X, seen.Y, seen.Width, seen.Height))));
        using Mat from = new(all, seen), to = new(spread, seen);
        Cv2.LUT(from, table, to);
        return ViewOf(spread);
    }

    // Where the picture stands, without the fill.
    private static Rect Seen(PixelView prepared, InputMapping mapping)
    {
        int left = Math.Max(0, Round(mapping.OffsetX)), top = Math.Max(0, Round(mapping.OffsetY));
        int right = Math.Min(prepared.Width, Round(mapping.OffsetX + (mapping.SourceWidth * mapping.ScaleX)));
        int bottom = Math.Min(prepared.Height, Round(mapping.OffsetY + (mapping.SourceHeight * mapping.ScaleY)));
        return new Rect(left, top, right - left, bottom - top);
    }

    private static long[] Counts(PixelView pixels)
    {
        long[] counts = new long[256];
        for (int y = 0; y < pixels.Height; y++)
        {
            foreach (byte value in pixels.Row(y))
            {
                counts[value]++;
            }
        }

        return counts;
    }

    private static Mat Ensure(ref Mat? mat, int width, int height)
    {
        if (mat is null || mat.Cols != width || mat.Rows != height)
        {
            mat?.Dispose();
            mat = new Mat(height, width, MatType.CV_8UC3);
        }

        return mat;
    }

    private static PixelView ViewOf(Mat mat) => new(mat.Data, mat.Cols, mat.Rows, checked((int)mat.Step()));

    private static int Round(double value) => (int)Math.Round(value, MidpointRounding.AwayFromZero);

    private int FillUp(int side) => checked((side + _spec.MultipleOf - 1) / _spec.MultipleOf * _spec.MultipleOf);

    private (int Width, int Height) ToShorterSide(int width, int height, int longerSideMax)
    {
        double scale = (double)_spec.ShorterSide / Math.Min(width, height);
        if (_spec.Mode == ResizeMode.ShorterSide)
        {
            int limit = longerSideMax > 0 ? longerSideMax : _spec.ShorterSide * LongestRatio;
            scale = Math.Min(scale, (double)limit / Math.Max(width, height));
        }

        int scaledWidth = Math.Max(1, Round(width * scale)), scaledHeight = Math.Max(1, Round(height * scale));
        return (scaledWidth, scaledHeight);
    }

    private void Resize(PixelView source, Mat target)
    {
        using Mat view = Mat.FromPixelData(source.Height, source.Width, MatType.CV_8UC3, source.Data, source.StrideBytes);
        if (view.Rows == target.Rows && view.Cols == target.Cols)
        {
            view.CopyTo(target);
            return;
        }

        Cv2.Resize(view, target, target.Size(), 0, 0, _spec.Interpolation == Interpolation.Area ? InterpolationFlags.Area : InterpolationFlags.Linear);
    }
}
