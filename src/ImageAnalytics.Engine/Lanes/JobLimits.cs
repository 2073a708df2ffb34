namespace ImageAnalytics.Engine.Lanes;

/// <summary>Limits that protect a run from single files.</summary>
/// <param name="MaxBytes">Larger files are recorded as too-large and not read.</param>
/// <param name="MaxPixels">Pictures that announce more pixels are recorded as too-large and not decoded.</param>
/// <param name="Timeout">An image that takes longer is recorded as timeout.</param>
/// <param name="MaxWorkerMegabytes">A worker process that outgrows this resident size is replaced.</param>
public sealed record JobLimits(long MaxBytes, long MaxPixels, TimeSpan Timeout, long MaxWorkerMegabytes)
{
    /// <summary>A step that reads regions looks at no more of one image; with more it fails on that image.</summary>
    public int MaxRegions { get; init; } = 10_000;

    /// <summary>A step finds no more in one image; with more it fails on that image.</summary>
    public int MaxObservations { get; init; } = 100_000;

    /// <summary>1 GiB, 150 megapixels, 60 seconds, 4 GiB; 10,000 regions, 100,000 observations.</summary>
    public static JobLimits Default { get; } = new(1L << 30, 150_000_000, TimeSpan.FromSeconds(60), 4096);
}
