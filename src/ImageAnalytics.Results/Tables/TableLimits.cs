namespace ImageAnalytics.Results.Tables;

/// <summary>What a query of a pipeline may use.</summary>
public sealed record TableLimits
{
    /// <summary>Longest time for one query.</summary>
    /// <value>60 seconds.</value>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most rows of one table.</summary>
    /// <value>1,000,000, which a spreadsheet just opens.</value>
    public long Rows { get; init; } = 1_000_000;

    /// <summary>Largest amount of memory for the data of a query.</summary>
    /// <value>512, at least 64.</value>
    public int MemoryMegabytes { get; init; } = 512;

    /// <summary>Largest amount of disk, in the store's temporary folder, for what does not fit in memory.</summary>
    /// <value>4096.</value>
    public int DiskMegabytes { get; init; } = 4096;
}
