namespace ImageAnalytics.Imaging.Preparation;

/// <summary>
/// Brings the contrast of every picture to the same: the pixel value below which <paramref name="Low"/> percent of a picture lie becomes 0, that of <paramref name="High"/> percent 255.
/// Usual in microscopy, where exposure differs from picture to picture (Schmidt et al., Cell Detection with Star-convex Polygons, 2018, use 1 and 99.8).
/// </summary>
/// <param name="Low">0 to 100, in percent of all values of the picture, channels together.</param>
/// <param name="High">More than <paramref name="Low"/>, at most 100.</param>
public sealed record PercentileRange(double Low, double High)
{
    // An empty picture stays dark, instead of its noise becoming a picture.
    private const int LeastRange = 8, Values = 256, Brightest = 255;

    /// <summary>What each pixel value becomes.</summary>
    /// <param name="counts">How often each of the 256 values is in the picture.</param>
    public byte[] Table(ReadOnlySpan<long> counts)
    {
        int low = Value(counts, Low), range = Math.Max(Value(counts, High) - low, LeastRange);
        byte[] table = new byte[Values];
        for (int i = 0; i < Values; i++)
        {
            table[i] = (byte)Math.Clamp((int)Math.Round((i - low) * (double)Brightest / range, MidpointRounding.AwayFromZero), 0, Brightest);
        }

        return table;
    }

    private static int Value(ReadOnlySpan<long> counts, double percent)
    {
        long all = 0;
        foreach (long count in counts)
        {
            all += count;
        }

        double below = all * percent / 100;
        long sum = 0;
        for (int i = 0; i < Values; i++)
        {
            sum += counts[i];
            if (sum > 0 && sum >= below)
            {
                return i;
            }
        }

        return Brightest;
    }
}
