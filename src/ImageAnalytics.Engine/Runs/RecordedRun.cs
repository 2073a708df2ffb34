using System.Text.Json.Nodes;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Runs;

/// <summary>What a finished run was asked to do, from its <c>run.json</c>.</summary>
public static class RecordedRun
{
    /// <summary>The request, with the pipeline's recorded text, overrides and limits.</summary>
    /// <param name="recorded">The run.</param>
    /// <param name="dataFolder">Where the user's data is, such as galleries of faces.</param>
    /// <exception cref="StoreException">The document lacks something, or has something else in its place.</exception>
    public static RunRequest RequestOf(RunReader recorded, string dataFolder)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        return RequestOf(recorded.Document, recorded.RunId, OutputOf(recorded.Folder), dataFolder) with { RawCsv = recorded.RawCsv };
    }

    /// <summary>The request that a document tells; it may come from anyone.</summary>
    internal static RunRequest RequestOf(JsonObject document, string runId, string output, string dataFolder)
    {
        try
        {
            string file = (string?)document["pipelineFile"] ?? "pipeline.yaml";
            return new RunRequest
            {
                PipelinePath = (string?)document["pipelineFolder"] is { } folder ? Path.Combine(folder, Path.GetFileName(file)) : file,
                PipelineText = (string?)document["pipelineText"],
                Overrides = Texts(document["overrides"]),
                Inputs = Texts(document["inputs"]),
                Output = output,
                DataFolder = dataFolder,
                Limits = LimitsOf(document["limits"]),
            };
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or NullReferenceException or OverflowException or ArgumentException)
        {
            throw new StoreException($"The run '{runId}' does not say how it was made: {e.Message} Expected the 'run.json' that a run wrote.", e);
        }
    }

    private static string OutputOf(string runFolder) => Path.GetFullPath(Path.Combine(runFolder, "..", "..", ".."));

    private static IReadOnlyList<string> Texts(JsonNode? array) => [.. array?.AsArray().Select(o => (string?)o).OfType<string>() ?? []];

    private static JobLimits LimitsOf(JsonNode? limits)
    {
        JobLimits usual = JobLimits.Default;
        return limits is null
            ? usual
            : new JobLimits((long)limits["maxBytes"]!, (long)limits["maxPixels"]!, TimeSpan.FromSeconds((double)limits["timeoutSeconds"]!), (long)limits["maxWorkerMegabytes"]!)
            {
                MaxRegions = (int?)limits["maxRegions"] ?? usual.MaxRegions,
                MaxObservations = Math.Min((int?)limits["maxObservations"] ?? usual.MaxObservations, ResultWeight.MostObservations),
            };
    }
}
