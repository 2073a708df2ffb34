namespace ImageAnalytics.Reporting;

/// <summary>A picture to show with what was found in it.</summary>
public sealed record ReportPicture
{
    /// <summary>Its path as the CSV files have it; shown, never opened.</summary>
    public required string Path { get; init; }

    /// <summary>Where the original is; opened by the decoder, never shown.</summary>
    public required string FullPath { get; init; }

    /// <summary>Names its content, so that what is made of it is found again by the next report; null where that is not known.</summary>
    public string? Key { get; init; }

    /// <summary>Its place in the listing, by which pictures are ordered.</summary>
    public long Ordinal { get; init; }

    /// <summary>The number of its folder, as in <see cref="ReportModel.Folders"/>.</summary>
    public int Folder { get; init; } = -1;

    /// <summary>The name of its folder.</summary>
    public string FolderName { get; init; } = "";

    /// <summary>When it was taken, in the camera's local time; null when that is not known.</summary>
    public string? TakenAt { get; init; }

    /// <summary>Whether the last run did not have it, or had another content under its name.</summary>
    public bool IsNew { get; init; }

    /// <summary>The class of its failure; null when nothing failed.</summary>
    public string? Failure { get; init; }

    /// <summary>The page of the original, from 1; 0 for a file that has one picture, or of which the first is shown.</summary>
    public int Page { get; init; }

    /// <summary>Columns of the upright original; 0 when there is no picture.</summary>
    public int Width { get; init; }

    /// <summary>Rows of the upright original; 0 when there is no picture.</summary>
    public int Height { get; init; }

    /// <summary>ok, partial or failed.</summary>
    public string Status { get; init; } = "ok";

    /// <summary>What went wrong, in a sentence; null when nothing did.</summary>
    public string? Message { get; init; }

    /// <summary>Boxes to draw.</summary>
    public IReadOnlyList<ReportBox> Boxes { get; init; } = [];

    /// <summary>Pictures that were made of it, to show beside it.</summary>
    public IReadOnlyList<ReportMade> Made { get; init; } = [];

    /// <summary>Labels of the whole picture or of a box.</summary>
    public IReadOnlyList<ReportClassification> Classifications { get; init; } = [];

    /// <summary>The box of an id; null for an empty id, and where there is none.</summary>
    internal ReportBox? BoxOf(string region) => region.Length > 0 ? Boxes.FirstOrDefault(b => b.Id == region) : null;
}
