using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Imaging.Alignment;

/// <summary>Cuts turned and scaled pieces out of pictures.</summary>
public static class AlignedCrop
{
    /// <summary>Changes whenever the same pixels and transform would give another crop; part of fingerprints.</summary>
    public const int Revision = 1;

    // A piece that is scaled down by more than this is first averaged down: linear interpolation looks at four pixels alone.
    private const int LargestStep = 2;

    /// <summary>Cuts a piece.</summary>
    /// <param name="source">The pixels; borrowed for the call.</param>
    /// <param name="toCrop">From pixels of <paramref name="source"/> to those of the crop; both count from the corner of the first pixel.</param>
    /// <param name="width">Columns of the crop.</param>
    /// <param name="height">Rows of the crop.</param>
    /// <returns>Three channels of 8 bits; black where the source has no pixels. The caller disposes it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The crop has no pixels, or the transform's scale is 0 or not finite.</exception>
    /// <remarks>The result depends on the arguments alone. Safe on several threads at once.</remarks>
    public static CroppedPicture Cut(PixelView source, SimilarityTransform toCrop, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (!(toCrop.Scale > 0) || !double.IsFinite(toCrop.Scale) || !double.IsFinite(toCrop.ShiftX) || !double.IsFinite(toCrop.ShiftY))
        {
            throw new ArgumentOutOfRangeException(nameof(toCrop), toCrop, "Expected a transform with finite numbers and a scale above 0.");
        }

        Rect needed = SourceOf(source, toCrop.Inverse(), width, height);
        Mat crop = new(height, width, MatType.CV_8UC3, Scalar.All(0));
        if (needed.Width < 1 || needed.Height < 1)
        {
            return new CroppedPicture(crop); // It lies wholly outside the source.
        }

        PixelView piece = source.Crop(needed.X, needed.Y, needed.Width, needed.Height);
        using Mat view = Mat.FromPixelData(piece.Height, piece.Width, MatType.CV_8UC3, piece.Data, piece.StrideBytes);
        SimilarityTransform fromPiece = toCrop with
        {
            ShiftX = toCrop.ShiftX + (toCrop.A * needed.X) - (toCrop.B * needed.Y),
            ShiftY = toCrop.ShiftY + (toCrop.B * needed.X) + (toCrop.A * needed.Y),
        };
        int step = (int)Math.Min(Math.Floor(1 / toCrop.Scale), Math.Min(needed.Width, needed.Height));
        if (step < LargestStep)
        {
            Warp(view, fromPiece, 1, 1, crop);
            return new CroppedPicture(crop);
        }

        using Mat averaged = new();
        Cv2.Resize(view, averaged, new Size(needed.Width / step, needed.Height / step), 0, 0, InterpolationFlags.Area);
        Warp(averaged, fromPiece, (double)needed.Width / averaged.Cols, (double)needed.Height / averaged.Rows, crop);
        return new CroppedPicture(crop);
    }

    // OpenCV counts from the centre of the first pixel, half a pixel from its corner.
    private static void Warp(Mat source, SimilarityTransform t, double stepX, double stepY, Mat crop)
    {
        double[] numbers =
        [
            t.A * stepX, -t.B * stepY, (t.A * stepX / 2) - (t.B * stepY / 2) + t.ShiftX - 0.5,
            t.B * stepX, t.A * stepY, (t.B * stepX / 2) + (t.A * stepY / 2) + t.ShiftY - 0.5,
        ];
        using Mat matrix = Mat.FromPixelData(2, 3, MatType.CV_64FC1, numbers);
        Cv2.WarpAffine(source, crop, matrix, crop.Size(), InterpolationFlags.Linear, BorderTypes.Constant, Scalar.All(0));
    }

    // The upright rectangle of the source that the crop's corners span, with room for interpolation.
    private static Rect SourceOf(PixelView source, SimilarityTransform fromCrop, int width, int height)
    {
        ImagePoint[] corners = [fromCrop.Map(new(0, 0)), fromCrop.Map(new(width, 0)), fromCrop.Map(new(0, height)), fromCrop.Map(new(width, height))];
        double margin = Math.Ceiling(2 * Math.Max(1, fromCrop.Scale));
        int left = (int)Math.Clamp(Math.Floor(corners.Min(c => c.X) - margin), 0, source.Width);
        int top = (int)Math.Clamp(Math.Floor(corners.Min(c => c.Y) - margin), 0, source.Height);
        int right = (int)Math.Clamp(Math.Ceiling(corners.Max(c => c.X) + margin), left, source.Width);
        int bottom = (int)Math.Clamp(Math.Ceiling(corners.Max(c => c.Y) + margin), top, source.Height);
        return new Rect(left, top, right - left, bottom - top);
    }
}
