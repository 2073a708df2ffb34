namespace ImageAnalytics.Results.Statistics;

/// <summary>How many things have which confidence, in hundredths: what a threshold of N hundredths keeps is the sum from bin N on.</summary>
public sealed class ConfidenceHistogram
{
    /// <summary>How many bins there are. Bin N holds confidences from N hundredths, the last one those of 1 too.</summary>
    public const int Bins = 100;

    private readonly long[] _counts = new long[Bins];

    /// <summary>The counts, one a bin.</summary>
    public IReadOnlyList<long> Counts => _counts;

    /// <summary>All of them.</summary>
    public long Total => _counts.Sum();

    /// <summary>The first bin that holds something; the number of bins when none does.</summary>
    public int Lowest => Array.FindIndex(_counts, c => c > 0) is >= 0 and int first ? first : Bins;

    internal void Add(int bin, long count) => _counts[Math.Clamp(bin, 0, Bins - 1)] += count;

    internal static int BinOf(double confidence) => (int)Math.Round(confidence * 10000) / Bins;
}
