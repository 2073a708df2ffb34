namespace ImageAnalytics.Engine.Pipelines;

/// <summary>The <c>report</c> of a pipeline.</summary>
public sealed class ReportDefinition
{
    /// <summary>The formats that a pipeline file may name.</summary>
    public static IReadOnlyList<string> KnownFormats { get; } = ["html", "slides", "pptx", "csv", "coco"];

    /// <summary>The formats that this version writes.</summary>
    public static IReadOnlyList<string> AvailableFormats { get; } = ["html", "csv", "coco"];

    /// <summary>Its title; the pipeline's name when the file gives none.</summary>
    public required string Title { get; init; }

    /// <summary>What is written, of <see cref="KnownFormats"/>, without repetition; html and csv when the file gives none.</summary>
    public IReadOnlyList<string> Formats { get; init; } = ["html", "csv"];

    internal IReadOnlyDictionary<string, SourcePosition> FormatPositions { get; init; } = new Dictionary<string, SourcePosition>();
}
