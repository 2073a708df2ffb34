using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Runs;

/// <summary>What was asked of the run whose listing was frozen: enough for another machine to ask the same.</summary>
internal sealed record SavedRequest
{
    public required string PipelinePath { get; init; }

    public required string PipelineText { get; init; }

    public required IReadOnlyList<string> Overrides { get; init; }

    public required int Chunk { get; init; }

    public required Accelerator Accelerator { get; init; }

    public required bool Rehash { get; init; }

    public required JobLimits Limits { get; init; }

    public static SavedRequest Of(PreparedRun run) => new()
    {
        PipelinePath = Path.GetFullPath(run.Request.PipelinePath),
        PipelineText = run.Pipeline.SourceText,
        Overrides = run.Request.Overrides,
        Chunk = run.Request.Chunk,
        Accelerator = run.Request.Accelerator,
        Rehash = run.Request.Rehash,
        Limits = run.Request.Limits,
    };
}
