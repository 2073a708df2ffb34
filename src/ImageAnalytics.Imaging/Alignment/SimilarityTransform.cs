using ImageAnalytics.Sdk;

namespace ImageAnalytics.Imaging.Alignment;

/// <summary>A rotation, one scale for both directions and a shift: (x, y) goes to (A·x − B·y + ShiftX, B·x + A·y + ShiftY).</summary>
/// <param name="A">Scale times the cosine of the angle.</param>
/// <param name="B">Scale times the sine of the angle; positive angles turn x towards y.</param>
/// <param name="ShiftX">Where the origin goes, to the right.</param>
/// <param name="ShiftY">Where the origin goes, downwards.</param>
public readonly record struct SimilarityTransform(double A, double B, double ShiftX, double ShiftY)
{
    // Points that lie this close together, relative to their distance from the origin, are one point but for rounding.
    private const double SmallestSpread = 1e-12;

    /// <summary>By what lengths are multiplied.</summary>
    public double Scale => Math.Sqrt((A * A) + (B * B));

    /// <summary>Where a point goes.</summary>
    public ImagePoint Map(ImagePoint point) => new((A * point.X) - (B * point.Y) + ShiftX, (B * point.X) + (A * point.Y) + ShiftY);

    /// <summary>The transform that leads back.</summary>
    /// <exception cref="InvalidOperationException">The scale is 0.</exception>
    public SimilarityTransform Inverse()
    {
        double squared = (A * A) + (B * B);
        if (!(squared > 0))
        {
            throw new InvalidOperationException("A transform that maps everything to one point has no inverse.");
        }

        double a = A / squared, b = -B / squared;
        return new SimilarityTransform(a, b, -((a * ShiftX) - (b * ShiftY)), -((b * ShiftX) + (a * ShiftY)));
    }

    /// <summary>The transform that brings points nearest to others: the sum of squared distances is the least.</summary>
    /// <param name="from">The points to be mapped, at least two.</param>
    /// <param name="to">Where each should come to lie; as many.</param>
    /// <returns>The transform; null when it is not determined, because the points fall together or a coordinate is not finite.</returns>
    /// <exception cref="ArgumentException">The numbers of points differ, or there are fewer than two.</exception>
    /// <remarks>
    /// Umeyama, "Least-squares estimation of transformation parameters between two point patterns", PAMI 13(4), 1991, equations 34 to 43.
    /// In two dimensions the rotation needs no singular value decomposition: with c and s the sums of the centred points' inner and outer
    /// products, trace(D·S) of equation 42 is √(c² + s²), and the rotation turns by the angle of (c, s). It never mirrors, which is what
    /// equation 43's S is for.
    /// </remarks>
    public static SimilarityTransform? Fit(IReadOnlyList<ImagePoint> from, IReadOnlyList<ImagePoint> to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (from.Count != to.Count || from.Count < 2)
        {
            throw new ArgumentException($"A transform cannot be fitted to {from.Count} and {to.Count} points; expected two or more, and as many of one as of the other.", nameof(to));
        }

        (ImagePoint fromMean, ImagePoint toMean) = (Mean(from), Mean(to));
        double variance = 0, cosine = 0, sine = 0, largest = 0;
        for (int i = 0; i < from.Count; i++)
        {
            double x = from[i].X - fromMean.X, y = from[i].Y - fromMean.Y, u = to[i].X - toMean.X, v = to[i].Y - toMean.Y;
            variance += (x * x) + (y * y);
            cosine += (x * u) + (y * v);
            sine += (x * v) - (y * u);
            largest = Math.Max(largest, Math.Max(Math.Abs(from[i].X), Math.Abs(from[i].Y)));
        }

        double a = cosine / variance, b = sine / variance;
        SimilarityTransform fitted = new(a, b, toMean.X - ((a * fromMean.X) - (b * fromMean.Y)), toMean.Y - ((b * fromMean.X) + (a * fromMean.Y)));
        bool determined = variance > largest * largest * SmallestSpread && fitted.Scale > 0
            && double.IsFinite(fitted.A) && double.IsFinite(fitted.B) && double.IsFinite(fitted.ShiftX) && double.IsFinite(fitted.ShiftY);
        return determined ? fitted : null;
    }

    private static ImagePoint Mean(IReadOnlyList<ImagePoint> points) => new(points.Average(p => p.X), points.Average(p => p.Y));
}
