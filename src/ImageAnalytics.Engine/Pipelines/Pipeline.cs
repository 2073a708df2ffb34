namespace ImageAnalytics.Engine.Pipelines;

/// <summary>What a pipeline file says. Made by <see cref="PipelineFile"/>; one made there has no syntax problems.</summary>
/// <remarks>Immutable; safe to read on several threads at once.</remarks>
public sealed record Pipeline
{
    /// <summary>Its name, which is also the name of its folder of results.</summary>
    public required string Name { get; init; }

    /// <summary>The question that it answers, shown on every report; empty when the file gives none.</summary>
    public string Problem { get; init; } = "";

    /// <summary>Which files it looks at.</summary>
    public ImageSelection Images { get; init; } = new();

    /// <summary>Its steps in the order of the file, at least one.</summary>
    public required IReadOnlyList<StepDefinition> Steps { get; init; }

    /// <summary>What is written at the end of a run.</summary>
    public required ReportDefinition Report { get; init; }

    /// <summary>Its tables in the order of the file.</summary>
    public IReadOnlyList<TableDefinition> Tables { get; init; } = [];

    /// <summary>What counts as found again and again at one place of a folder; null when the file does not ask.</summary>
    public RepeatsDefinition? Repeats { get; init; }

    /// <summary>Its alerts in the order of the file.</summary>
    public IReadOnlyList<AlertDefinition> Alerts { get; init; } = [];

    /// <summary>The command, with its arguments, that is called when an alert fires; empty for none.</summary>
    public IReadOnlyList<string> Notify { get; init; } = [];

    /// <summary>The file's name as the user gave it.</summary>
    public required string FileName { get; init; }

    /// <summary>The file's whole text.</summary>
    public required string SourceText { get; init; }

    /// <summary>The overrides that were applied, each <c>STEP.OPTION=VALUE</c> as written.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>The steps so that each comes after all that it reads; otherwise in the order of the file.</summary>
    public IReadOnlyList<StepDefinition> InTopologicalOrder => StepGraph.Order(Steps);

    /// <summary>The absolute path of the report's template, which the file names relative to itself; null without one.</summary>
    public string? TemplatePath => Report.Template.Length == 0 ? null : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(FileName)) ?? "/", Report.Template));

    internal SourcePosition NotifyPosition { get; init; }

    /// <summary>The same pipeline with other steps.</summary>
    internal Pipeline With(IReadOnlyList<StepDefinition> steps, IReadOnlyList<string> overrides) => this with { Steps = steps, Overrides = overrides };
}
