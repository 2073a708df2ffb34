using System.Text.Json.Nodes;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Verifying;

/// <summary>Reads from the document of a run what was asked of it, so that it can be asked again.</summary>
internal static class RecordedRequest
{
    /// <summary>The request.</summary>
    /// <param name="document">The run's <c>run.json</c>; may come from anyone.</param>
    /// <param name="input">The folder of pictures to look at in place of the run's.</param>
    /// <param name="output">The folder of results to write in place of the run's.</param>
    /// <param name="dataFolder">Where the program's data are.</param>
    /// <exception cref="StoreException">The document does not say what a run's does.</exception>
    public static RunRequest Of(JsonObject document, string input, string output, string dataFolder)
    {
        try
        {
            string file = (string?)document["pipelineFile"] ?? "pipeline.yaml";
            JsonNode? limits = document["limits"];
            return new RunRequest
            {
                PipelinePath = (string?)document["pipelineFolder"] is { } folder ? Path.Combine(folder, Path.GetFileName(file)) : file,
                PipelineText = (string?)document["pipelineText"],
                Overrides = [.. document["overrides"]?.AsArray().Select(o => (string?)o).OfType<string>() ?? []],
                Inputs = [input],
                Output = output,
                DataFolder = dataFolder,
                Limits = limits is null
                    ? JobLimits.Default
                    : new JobLimits((long)Limit(limits, "maxBytes"), (long)Limit(limits, "maxPixels"), TimeSpan.FromSeconds((double)Limit(limits, "timeoutSeconds")), (long)Limit(limits, "maxWorkerMegabytes")),
            };
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new StoreException($"Cannot repeat the run: its 'run.json' does not say what was asked of it ({e.Message}). Expected the file that a finished run leaves.", e);
        }
    }

    private static JsonNode Limit(JsonNode limits, string name) => limits[name] ?? throw new FormatException($"its 'limits' lack '{name}'");
}
