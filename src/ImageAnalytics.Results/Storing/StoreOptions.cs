namespace ImageAnalytics.Results;

/// <summary>What the store may use of the machine, and when it compacts. The defaults suit a scan on one machine.</summary>
public sealed record StoreOptions
{
    /// <summary>Largest amount of memory for each of the two databases that a run opens; what does not fit goes to <c>store/tmp</c>.</summary>
    /// <value>512, at least 64.</value>
    public int MemoryMegabytes { get; init; } = 512;

    /// <summary>Threads of one query.</summary>
    /// <value>The processor's cores, at most 8.</value>
    public int Threads { get; init; } = Math.Min(8, Environment.ProcessorCount);

    /// <summary>More segments than this are merged.</summary>
    /// <value>64.</value>
    public int CompactAbove { get; init; } = 64;

    /// <summary>About so many rows a merged segment gets; those with half as many are left as they are.</summary>
    /// <value>1,000,000.</value>
    public long SegmentRows { get; init; } = 1_000_000;

    /// <summary>A merged segment gets no more rows than take about so much memory while they are sorted, so that masks do not make merging large.</summary>
    /// <value>16.</value>
    public int SegmentMegabytes { get; init; } = 16;
}
