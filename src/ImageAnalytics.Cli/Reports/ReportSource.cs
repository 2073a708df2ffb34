using System.Text.Json.Nodes;
using ImageAnalytics.Engine.Models;
using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Reporting;
using ImageAnalytics.Results;

namespace ImageAnalytics.Cli.Reports;

/// <summary>What a report says besides the results: known from a run that is being made, or from what a finished one wrote down.</summary>
internal sealed record ReportSource
{
    /// <summary>The pipeline; null when the text that the run kept cannot be read by this program.</summary>
    public Pipeline? Pipeline { get; init; }

    /// <summary>Its settings for the report.</summary>
    public required ReportDefinition Report { get; init; }

    /// <summary>Its question; null when it has none.</summary>
    public string? Problem { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its text.</summary>
    public string Text { get; init; } = "";

    /// <summary>The output folder, absolute.</summary>
    public required string Output { get; init; }

    /// <summary>The input folders, absolute.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>The models that ran.</summary>
    public IReadOnlyList<ReportModelCard> Models { get; init; } = [];

    /// <summary>Where small pictures are kept for the next report.</summary>
    public string ThumbnailFolder => Path.Combine(Output, "store", "thumbs");

    /// <summary>Of a run that is being made.</summary>
    public static ReportSource Of(PreparedRun run) => new()
    {
        Pipeline = run.Pipeline,
        Report = run.Pipeline.Report,
        Problem = run.Pipeline.Problem.Length == 0 ? null : run.Pipeline.Problem,
        Name = run.Pipeline.Name,
        Text = run.Pipeline.SourceText,
        Output = run.Output,
        Inputs = [.. run.Inputs.Select(i => i.FullPath)],
        Models = [.. run.Models.Select(m => Card(m.Name, m.Version, m.Task, m.Licence, m.Source))],
    };

    /// <summary>Of a finished run.</summary>
    /// <param name="reader">The run.</param>
    /// <param name="pipeline">A pipeline whose settings for the report count instead of those that the run had; null for the run's own.</param>
    public static ReportSource Of(RunReader reader, Pipeline? pipeline)
    {
        JsonObject document = reader.Document;
        string text = TextOf(document, "pipelineText");
        Pipeline? own = text.Length == 0 ? null : PipelineFile.Parse(text, TextOf(document, "pipelineFile") is { Length: > 0 } file ? file : "pipeline.yaml").Pipeline;
        string problem = pipeline?.Problem ?? TextOf(document, "problem");
        return new ReportSource
        {
            Pipeline = pipeline ?? own,
            Report = (pipeline ?? own)?.Report ?? new ReportDefinition { Title = reader.Pipeline },
            Problem = problem.Length == 0 ? null : problem,
            Name = reader.Pipeline,
            Text = text,
            Output = Path.GetFullPath(Path.Combine(reader.Folder, "..", "..", "..")),
            Inputs = TextsOf(document, "inputs"),
            Models = [.. Items(document, "models").OfType<JsonObject>().Select(m => Card(TextOf(m, "name"), TextOf(m, "version"), TextOf(m, "task"), TextOf(m, "licence"), TextOf(m, "source")))],
        };
    }

    /// <summary>The texts of a list in a run's document; none where it has no such list.</summary>
    public static IReadOnlyList<string> TextsOf(JsonObject document, string name)
        => [.. Items(document, name).Select(i => i?.GetValueKind() == System.Text.Json.JsonValueKind.String ? i.GetValue<string>() : "").Where(i => i.Length > 0)];

    private static ReportModelCard Card(string name, string version, string task, string licence, string source)
        => new(name, version, task, licence, source) { ForbidsCommercialUse = LicenceTerms.ForbidsCommercialUse(licence) };

    private static JsonArray Items(JsonObject document, string name) => document[name] as JsonArray ?? [];

    private static string TextOf(JsonObject document, string name)
        => document[name] is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
