namespace ImageAnalytics.Results;

/// <summary>What the findings of a step are counted by.</summary>
public enum RunGrouping
{
    /// <summary>The directory part of the image's path; empty at the top.</summary>
    Folder,

    /// <summary>The day of capture as EXIF has it, <c>2026-01-31</c>; images without one are left out.</summary>
    Day,
}
