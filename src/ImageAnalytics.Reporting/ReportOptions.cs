namespace ImageAnalytics.Reporting;

/// <summary>How a report is made. The defaults suit a report on one machine.</summary>
public sealed record ReportOptions
{
    /// <summary>Decodes originals; null uses OpenCV on <see cref="ReportPicture.FullPath"/>.</summary>
    public PictureDecoder? Decode { get; init; }

    /// <summary>Where pictures that were made small are kept for the next report; null keeps none.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>About so many megabytes the pictures of a report may take; small ones come first, then made ones, then large ones, those that matter most before others.</summary>
    /// <value>200.</value>
    public int MaxMegabytes { get; init; } = 200;
}
