namespace ImageAnalytics.Training.Detectors.Boxes;

/// <summary>How a box differs from a reference box: shift of the centre in sizes of the reference, logarithm of the growth (Girshick et al., R-CNN, 2014, appendix C).</summary>
internal static class BoxDelta
{
    /// <summary>Numbers of a delta.</summary>
    public const int Count = 4;

    /// <summary>Largest logarithm of growth: from 16 to 1000 pixels, so that no exponential overflows.</summary>
    public const float MostGrowth = 4.1351666f;

    private const float Least = 1e-3f;

    /// <summary>Writes what brings the reference to the target.</summary>
    /// <param name="reference">The box that is moved.</param>
    /// <param name="target">Where it should be.</param>
    /// <param name="weight">Factors of shift and growth.</param>
    /// <param name="into">Receives four numbers.</param>
    public static void Write(EdgeBox reference, EdgeBox target, DeltaWeights weight, Span<float> into)
    {
        float width = Math.Max(reference.Width, Least), height = Math.Max(reference.Height, Least);
        into[0] = weight.Shift * ((target.Left + target.Right) - (reference.Left + reference.Right)) / (2 * width);
        into[1] = weight.Shift * ((target.Top + target.Bottom) - (reference.Top + reference.Bottom)) / (2 * height);
        into[2] = weight.Growth * MathF.Log(Math.Max(target.Width, Least) / width);
        into[3] = weight.Growth * MathF.Log(Math.Max(target.Height, Least) / height);
    }

    /// <summary>The reference moved by a delta.</summary>
    public static EdgeBox Apply(EdgeBox reference, DeltaWeights weight, ReadOnlySpan<float> delta)
    {
        float width = reference.Width, height = reference.Height;
        float x = (reference.Left + (width * 0.5f)) + (delta[0] / weight.Shift * width), y = (reference.Top + (height * 0.5f)) + (delta[1] / weight.Shift * height);
        float halfWidth = MathF.Exp(Math.Min(delta[2] / weight.Growth, MostGrowth)) * width * 0.5f, halfHeight = MathF.Exp(Math.Min(delta[3] / weight.Growth, MostGrowth)) * height * 0.5f;
        return new EdgeBox(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
    }
}
