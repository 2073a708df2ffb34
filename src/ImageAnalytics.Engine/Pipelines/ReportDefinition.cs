namespace ImageAnalytics.Engine.Pipelines;

/// <summary>The <c>report</c> of a pipeline.</summary>
public sealed record ReportDefinition
{
    /// <summary>The formats that a pipeline file may name.</summary>
    public static IReadOnlyList<string> KnownFormats { get; } = ["html", "slides", "pptx", "csv", "coco"];

    /// <summary>The smallest and the largest value of <see cref="MaxSlides"/>.</summary>
    public const int LeastSlides = 4, MostSlides = 100;

    /// <summary>The smallest and the largest value of <see cref="MaxDeckMegabytes"/>.</summary>
    public const int LeastDeckMegabytes = 3, MostDeckMegabytes = 1000;

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

    /// <summary>The company's presentation whose design <c>pptx</c> takes, as the file names it: relative to the pipeline file. Empty without one.</summary>
    public string Template { get; init; } = "";

    /// <summary>Where <see cref="Template"/> is named.</summary>
    public SourcePosition TemplatePosition { get; init; }

    /// <summary>How many slides a deck has at most.</summary>
    /// <value>20.</value>
    public int MaxSlides { get; init; } = 20;

    /// <summary>How large each file of a deck is at most, in megabytes of 1,000,000 bytes.</summary>
    /// <value>25.</value>
    public int MaxDeckMegabytes { get; init; } = 25;

    /// <summary>The same with some settings changed; what is null stays.</summary>
    public ReportDefinition With(string? title, int? maxMegabytes, string? truth)
        => this with { Title = title ?? Title, MaxMegabytes = maxMegabytes ?? MaxMegabytes, Truth = truth ?? Truth };
}
