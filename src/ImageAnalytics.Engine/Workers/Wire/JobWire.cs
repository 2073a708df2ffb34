using System.Text.Json;
using System.Text.Json.Nodes;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Workers.Wire;

/// <summary>How a job travels to a worker.</summary>
internal static class JobWire
{
    public static void Write(WireWriter to, WorkerJob job)
    {
        to.List(job.Steps, Write);
        to.Int(job.Lanes);
        to.Int(job.Threads);
        to.Int((int)job.Accelerator);
        to.Text(job.PipelineFolder);
        to.Text(job.DataFolder);
        to.OptionalText(job.OutputFolder);
        to.Bool(job.SeesTransparency);
        Write(to, job.Limits);
        to.OptionalText(job.Board);
        to.Bool(job.AsksFirst);
        to.OptionalText(job.KnownContents);
    }

    /// <exception cref="InvalidDataException">The bytes are no job.</exception>
    public static WorkerJob Read(WireReader from) => new()
    {
        Steps = from.List(ReadStep),
        Lanes = from.Int(),
        Threads = from.Int(),
        Accelerator = (Accelerator)from.Int(),
        PipelineFolder = from.Text(),
        DataFolder = from.Text(),
        OutputFolder = from.OptionalText(),
        SeesTransparency = from.Bool(),
        Limits = ReadLimits(from),
        Board = from.OptionalText(),
        AsksFirst = from.Bool(),
        KnownContents = from.OptionalText(),
    };

    private static void Write(WireWriter to, JobStep step)
    {
        to.Text(step.Id);
        to.Text(step.Fingerprint);
        to.Text(step.PluginFolder);
        to.OptionalText(step.PluginContent);
        to.OptionalText(step.FilesContent);
        Write(to, step.ModelCards);
        Write(to, step.ModelFolders);
        to.Text(step.Options.ToJsonString());
        to.OptionalInt(step.Parent);
        to.OptionalText(step.Where);
        to.OptionalText(step.Combine);
        to.List(step.Of, (w, of) => w.Int(of));
    }

    private static JobStep ReadStep(WireReader from) => new()
    {
        Id = from.Text(),
        Fingerprint = from.Text(),
        PluginFolder = from.Text(),
        PluginContent = from.OptionalText(),
        FilesContent = from.OptionalText(),
        ModelCards = ReadTexts(from),
        ModelFolders = ReadTexts(from),
        Options = ReadOptions(from.Text()),
        Parent = from.OptionalInt(),
        Where = from.OptionalText(),
        Combine = from.OptionalText(),
        Of = from.List(r => r.Int()),
    };

    private static void Write(WireWriter to, IReadOnlyDictionary<string, string> texts) => to.List([.. texts], (w, text) =>
    {
        w.Text(text.Key);
        w.Text(text.Value);
    });

    private static Dictionary<string, string> ReadTexts(WireReader from)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        for (int left = from.Count(); left > 0; left--)
        {
            string key = from.Text();
            if (!texts.TryAdd(key, from.Text()))
            {
                throw new InvalidDataException($"A step has two models for '{key}'.");
            }
        }

        return texts;
    }

    private static JsonObject ReadOptions(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw new InvalidDataException("The options of a step are no JSON object.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The options of a step are no JSON: {e.Message}", e);
        }
    }

    private static void Write(WireWriter to, JobLimits limits)
    {
        to.Long(limits.MaxBytes);
        to.Long(limits.MaxPixels);
        to.Long(limits.Timeout.Ticks);
        to.Long(limits.MaxWorkerMegabytes);
        to.Int(limits.MaxRegions);
        to.Int(limits.MaxObservations);
    }

    private static JobLimits ReadLimits(WireReader from)
        => new(from.Long(), from.Long(), TimeSpan.FromTicks(from.Long()), from.Long()) { MaxRegions = from.Int(), MaxObservations = from.Int() };
}
