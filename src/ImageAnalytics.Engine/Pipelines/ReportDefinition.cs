namespace ImageAnalytics.Engine.Pipelines;

/// <summary>The <c>report</c> of a pipeline.</summary>
public sealed class ReportDefinition
{
    /// <summary>The formats that a pipeline file may name.</summary>
    public static IReadOnlyList<string> KnownFormats { get; } = ["html", "slides", "pptx", "csv", "coco"];

    /// <summary>The formats that this version writes.</summary>
    public static IReadOnlyList<string> AvailableFormats { get; } = ["html", "csv", "coco"];

    /// <summary>The value of <see cref="Truth"/> that says that folders are named for what their pictures show.</summary>
    public const string TruthFolders = "folders";

    /// <summary>The smallest and the largest <see cref="MaxMegabytes"/>.</summary>
    public const int LeastMegabytes = 1, MostMegabytes = 100_000;

    /// <summary>Its title; the pipeline's name when the file gives none.</summary>
    public required string Title { get; init; }

    /// <summary>What is written, of <see cref="KnownFormats"/>, without repetition; html and csv when the file gives none.</summary>
    public IReadOnlyList<string> Formats { get; init; } = ["html", "csv"];

    /// <summary>About so many megabytes its pictures may take.</summary>
    /// <value>200.</value>
    public int MaxMegabytes { get; init; } = 200;

    /// <summary>A COCO file, in an input folder or absolute, with what is known to be in the pictures, or <see cref="TruthFolders"/>; null without.</summary>
    public string? Truth { get; init; }

    internal IReadOnlyDictionary<string, SourcePosition> FormatPositions { get; init; } = new Dictionary<string, SourcePosition>();

    /// <summary>The same with some settings changed; what is null stays.</summary>
    public ReportDefinition With(string? title, int? maxMegabytes, string? truth)
        => new() { Title = title ?? Title, MaxMegabytes = maxMegabytes ?? MaxMegabytes, Truth = truth ?? Truth, Formats = Formats, FormatPositions = FormatPositions };

    /// <summary>The same with other formats.</summary>
    internal ReportDefinition With(IReadOnlyDictionary<string, SourcePosition> formats)
        => new() { Title = Title, MaxMegabytes = MaxMegabytes, Truth = Truth, Formats = [.. formats.Keys], FormatPositions = formats };
}
