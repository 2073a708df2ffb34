namespace ImageAnalytics.Reporting;

/// <summary>A picture that a step made of a picture, to show beside it.</summary>
public sealed record ReportMade
{
    /// <summary>The step that made it.</summary>
    public required string Step { get; init; }

    /// <summary>Its style.</summary>
    public required string Style { get; init; }

    /// <summary>The id of the box that it was made of; empty for the whole picture.</summary>
    public string Region { get; init; } = "";

    /// <summary>Where its file is; opened and linked, never shown. Its name ends in <c>.png</c> or <c>.jpg</c> and its content never changes.</summary>
    public required string FullPath { get; init; }

    /// <summary>Columns.</summary>
    public int Width { get; init; }

    /// <summary>Rows.</summary>
    public int Height { get; init; }
}
