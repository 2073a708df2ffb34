using ImageAnalytics.Sdk;

namespace ImageAnalytics.Reporting;

/// <summary>A box to draw on a picture.</summary>
/// <param name="Id">The observation's id, such as <c>objects#1</c>.</param>
/// <param name="Step">The step that found it.</param>
/// <param name="Label">Its label; empty for an unknown face.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Box">Pixels of the upright original.</param>
public sealed record ReportBox(string Id, string Step, string Label, double Confidence, BoundingBox Box)
{
    /// <summary>Which pixels of the upright original belong to it; null where the model gives none. One that cannot be read is not drawn.</summary>
    public Mask? Mask { get; init; }

    /// <summary>Points of it, such as eyes and nose, in pixels of the upright original.</summary>
    public IReadOnlyList<ImagePoint> Points { get; init; } = [];

    /// <summary>How far a face is from the person that it was taken for; null where that is not known.</summary>
    public double? Distance { get; init; }

    /// <summary>Whether somebody marked it and no model found it: it is drawn dashed, and named without a confidence.</summary>
    public bool IsTruth { get; init; }

    /// <summary>How it stands to what another run found.</summary>
    public BoxMark Mark { get; init; }
}
