using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Cli.Results;

/// <summary><c>trace RUN IMAGE [STEP#N]</c>: everything that a row of a run came from.</summary>
internal static class TraceCommand
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string> run = new("run") { Description = "A run's folder, a pipeline's folder or an output folder (its latest run)." };
        Argument<string> image = new("image") { Description = "The image, as the column 'path' has it." };
        Argument<string?> row = new("observation") { Description = "One observation of it, as the column 'id' has it; all when not given.", Arity = ArgumentArity.ZeroOrOne };
        Command command = new("trace", """
            Say what a row of a run came from, as one JSON object: the picture and its hash, the step with its plugin, models and fingerprint,
            what it was found on, the pipeline's text, and on which machine and when.

            Examples:
              imageanalytics trace output/yard-watch gate/0001.jpg
              imageanalytics trace output/yard-watch gate/0001.jpg objects#3
            """) { run, image, row };
        command.SetAction(parsed => Trace(parsed.GetRequiredValue(run), parsed.GetRequiredValue(image), parsed.GetValue(row)));
        return command;
    }

    private static int Trace(string path, string imagePath, string? row)
    {
        try
        {
            using RunReader reader = RunReader.Open(RunFolder.Resolve(path));
            SampledImage image = reader.Find(imagePath)
                ?? throw new StoreException($"The run '{reader.RunId}' has no image '{imagePath}'. Expected a path as 'csv/images.csv' has it.");
            RunObservation[] shown = [.. image.Observations.Where(o => row is null || reader.IdOf(o) == row)];
            if (row is not null && shown.Length == 0)
            {
                throw new StoreException($"The image '{imagePath}' has no observation '{row}'; it has {Ids(reader, image)}.");
            }

            JsonObject document = reader.Document;
            JsonObject trace = new()
            {
                ["run"] = reader.RunId,
                ["pipeline"] = reader.Pipeline,
                ["started"] = document["started"]?.DeepClone(),
                ["finished"] = document["finished"]?.DeepClone(),
                ["program"] = document["program"]?.DeepClone(),
                ["machine"] = document["machine"]?.DeepClone(),
                ["image"] = ImageNode(image.Image),
                ["observations"] = new JsonArray([.. shown.Select(o => (JsonNode)Row(reader, image, o))]),
                ["pipelineText"] = document["pipelineText"]?.DeepClone(),
                ["overrides"] = document["overrides"]?.DeepClone(),
            };
            Console.Out.WriteLine(trace.ToJsonString(s_json));
            return ExitCodes.Finished;
        }
        catch (StoreException e)
        {
            ConsoleText.Problems([e.Message]);
            return ExitCodes.Refused;
        }
    }

    private static JsonObject ImageNode(RunImage image) => new()
    {
        ["path"] = image.Path, ["file"] = image.FullPath, ["sha256"] = image.ContentHash, ["bytes"] = image.Bytes, ["width"] = image.Width, ["height"] = image.Height,
        ["status"] = image.Status, ["failure"] = image.Failure, ["computedInThisRun"] = image.IsNew,
    };

    private static JsonObject Row(RunReader reader, SampledImage image, RunObservation observation)
    {
        Observation found = observation.Stored.Value;
        string? parent = reader.ParentIdOf(observation);
        RunObservation? on = parent is null ? null : image.Observations.FirstOrDefault(o => reader.IdOf(o) == parent);
        return new JsonObject
        {
            ["id"] = reader.IdOf(observation),
            ["kind"] = found.Kind,
            ["label"] = found.Label,
            ["confidence"] = found.Confidence,
            ["box"] = found.Box is { } box ? new JsonArray(box.X, box.Y, box.Width, box.Height) : null,
            ["step"] = Step(reader, reader.Steps[observation.Step]),
            ["foundOn"] = on is null ? null : Row(reader, image, on),
        };
    }

    private static JsonObject Step(RunReader reader, RunStep step) => new()
    {
        ["id"] = step.Id,
        ["fingerprint"] = step.Fingerprint,
        ["plugin"] = Named(reader.Document["plugins"], "id", step.Plugin),
        ["models"] = new JsonArray([.. step.Model.Split(" + ", StringSplitOptions.RemoveEmptyEntries).Select(m => Named(reader.Document["models"], "name", m) ?? m)]),
    };

    private static JsonNode? Named(JsonNode? list, string key, string name) => (list as JsonArray)?.FirstOrDefault(n => (string?)n?[key] == name)?.DeepClone();

    private static string Ids(RunReader reader, SampledImage image)
        => image.Observations.Count == 0 ? "none" : string.Join(", ", image.Observations.Take(30).Select(o => $"'{reader.IdOf(o)}'"));
}
