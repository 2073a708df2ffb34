using OpenCvSharp;

namespace ImageAnalytics.Training.Augmentation;

/// <summary>An affine map from a picture to its result, in continuous pixels (a pixel's middle is at one half).</summary>
internal readonly record struct Placement(double Xx, double Xy, double X, double Yx, double Yy, double Y, int Width, int Height)
{
    /// <summary>How much larger areas become; negative in a mirror image.</summary>
    public double Determinant => (Xx * Yy) - (Xy * Yx);

    /// <summary>Whether sides of boxes stay sides of boxes: nothing is turned but by quarters, and nothing slants.</summary>
    public bool IsUpright => (Xy == 0 && Yx == 0) || (Xx == 0 && Yy == 0);

    /// <summary>Draws one by chance.</summary>
    public static Placement Draw(AugmentationOptions options, int width, int height, ref AugmentationRandom random)
    {
        bool mirrorX = random.Happens(options.FlipHorizontal), mirrorY = random.Happens(options.FlipVertical);
        int quarters = (int)(random.Next() & 3);
        quarters = options.QuarterTurns ? quarters : 0;
        double angle = random.Around(options.Rotation) * Math.PI / 180;
        double scale = Math.Exp(Math.Log(options.ScaleFrom) + (random.Unit() * Math.Log(options.ScaleTo / options.ScaleFrom)));
        double stretch = Math.Sqrt(1 + random.Around(options.Stretch));
        double moveX = random.Around(options.Shift), moveY = random.Around(options.Shift), partX = random.Around(0.5), partY = random.Around(0.5);
        // Drawn where it is wanted alone, so that other recipes keep their pictures.
        double shear = options.Shear > 0 ? random.Around(options.Shear) : 0;

        bool onSide = int.IsOddInteger(quarters);
        (int turnedWidth, int turnedHeight) = onSide ? (height, width) : (width, height);
        int outWidth = options.Width ?? turnedWidth, outHeight = options.Height ?? turnedHeight;
        (double fitX, double fitY) = FitOf(options.Fit, (double)outWidth / turnedWidth, (double)outHeight / turnedHeight);
        (double scaleX, double scaleY) = (fitX * scale * stretch, fitY * scale / stretch);

        // Exact numbers for quarter turns, so that they move pixels without mixing them.
        (double cos, double sin) = quarters switch { 1 => (0.0, 1.0), 2 => (-1.0, 0.0), 3 => (0.0, -1.0), _ => (1.0, 0.0) };
        (double fx, double fy) = (mirrorX ? -1 : 1, mirrorY ? -1 : 1);
        (double freeCos, double freeSin) = angle == 0 ? (1.0, 0.0) : (Math.Cos(angle), Math.Sin(angle));
        // Mirror, then turn by quarters, then bring to size, then slant, then turn freely.
        (double a, double b, double c, double d) = (scaleX * cos * fx, scaleX * -sin * fy, scaleY * sin * fx, scaleY * cos * fy);
        (a, b) = (a + (shear * c), b + (shear * d));
        (double xx, double xy) = ((freeCos * a) - (freeSin * c), (freeCos * b) - (freeSin * d));
        (double yx, double yy) = ((freeSin * a) + (freeCos * c), (freeSin * b) + (freeCos * d));

        // Where the picture is larger than the result, a part by chance; middle on middle otherwise.
        bool isPart = options.Fit is AugmentationFit.Crop or AugmentationFit.Cover;
        double spareX = isPart ? Math.Max(0, (turnedWidth * scaleX) - outWidth) : 0, spareY = isPart ? Math.Max(0, (turnedHeight * scaleY) - outHeight) : 0;
        double middleX = (outWidth * (0.5 + moveX)) + (partX * spareX), middleY = (outHeight * (0.5 + moveY)) + (partY * spareY);
        return new Placement(
            xx, xy, middleX - (xx * width / 2) - (xy * height / 2), yx, yy, middleY - (yx * width / 2) - (yy * height / 2), outWidth, outHeight);
    }

    /// <summary>Where a place of the picture goes.</summary>
    public (double X, double Y) Apply(double x, double y) => ((Xx * x) + (Xy * y) + X, (Yx * x) + (Yy * y) + Y);

    /// <summary>The map for a picture that was brought to another size before.</summary>
    public Placement AfterResize(double byX, double byY) => this with { Xx = Xx / byX, Yx = Yx / byX, Xy = Xy / byY, Yy = Yy / byY };

    /// <summary>The map back, from the result to the picture.</summary>
    public (double Xx, double Xy, double X, double Yx, double Yy, double Y) Inverse()
    {
        double d = 1 / Determinant, xx = Yy * d, xy = -Xy * d, yx = -Yx * d, yy = Xx * d;
        return (xx, xy, -(xx * X) - (xy * Y), yx, yy, -(yx * X) - (yy * Y));
    }

    /// <summary>Writes the map back as OpenCV wants it: 2 x 3, between middles of pixels.</summary>
    public void WriteInverse(Mat matrix)
    {
        (double xx, double xy, double x, double yx, double yy, double y) = Inverse();
        matrix.Set(0, 0, xx);
        matrix.Set(0, 1, xy);
        matrix.Set(0, 2, x + ((xx + xy - 1) / 2));
        matrix.Set(1, 0, yx);
        matrix.Set(1, 1, yy);
        matrix.Set(1, 2, y + ((yx + yy - 1) / 2));
    }

    private static (double X, double Y) FitOf(AugmentationFit fit, double byX, double byY) => fit switch
    {
        AugmentationFit.Contain => (Math.Min(byX, byY), Math.Min(byX, byY)),
        AugmentationFit.Cover => (Math.Max(byX, byY), Math.Max(byX, byY)),
        AugmentationFit.Stretch => (byX, byY),
        _ => (1, 1),
    };
}
