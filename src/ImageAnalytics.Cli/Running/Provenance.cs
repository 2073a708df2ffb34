using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text.Json.Nodes;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Results;

namespace ImageAnalytics.Cli.Running;

/// <summary>What <c>run.json</c> says about how a run came about.</summary>
internal static class Provenance
{
    /// <summary>The version of this program.</summary>
    public static string ProgramVersion { get; } = typeof(Provenance).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>The key of the failures in what a run tries again.</summary>
    internal const string RetriedFailures = "failures";

    /// <summary>Describes pipeline, plugins, models and machine.</summary>
    public static JsonObject Of(PreparedRun run)
    {
        JsonObject document = Describe(run);
        if (run.Request.Retry is { } retry)
        {
            document[RunFolder.RetryKey] = new JsonObject { [RunFolder.RetriedRunKey] = Path.GetFileName(retry.RunFolder), [RetriedFailures] = Array(retry.Classes.Select(c => (JsonNode?)c)) };
        }

        return document;
    }

    private static JsonObject Describe(PreparedRun run) => new()
    {
        ["program"] = $"ImageAnalytics {ProgramVersion}",
        ["problem"] = run.Pipeline.Problem,
        ["pipelineFile"] = run.Pipeline.FileName,
        ["pipelineFolder"] = run.Job.PipelineFolder,
        ["pipelineText"] = run.Pipeline.SourceText,
        ["overrides"] = Array(run.Request.Overrides.Select(o => (JsonNode?)o)),
        ["inputs"] = Array(run.Inputs.Select(i => (JsonNode?)i.FullPath)),
        ["plugins"] = Array(run.Plugins.Select(p => (JsonNode?)new JsonObject
        {
            ["id"] = p.Plugin.Id, ["version"] = p.Plugin.Manifest!.Version, ["licence"] = p.Plugin.Manifest.Licence, ["content"] = p.ContentHash,
        })),
        ["models"] = Array(run.Models.Select(m => (JsonNode?)new JsonObject
        {
            ["name"] = m.Name, ["version"] = m.Version, ["task"] = m.Task, ["licence"] = m.Licence, ["source"] = m.Source, ["content"] = m.ContentHash, ["processing"] = m.Processing,
        })),
        ["limits"] = new JsonObject
        {
            ["maxBytes"] = run.Request.Limits.MaxBytes, ["maxPixels"] = run.Request.Limits.MaxPixels, ["timeoutSeconds"] = run.Request.Limits.Timeout.TotalSeconds, ["maxWorkerMegabytes"] = run.Request.Limits.MaxWorkerMegabytes,
            ["maxRegions"] = run.Request.Limits.MaxRegions, ["maxObservations"] = run.Request.Limits.MaxObservations,
        },
        ["machine"] = new JsonObject
        {
            ["name"] = Environment.MachineName,
            ["system"] = RuntimeInformation.OSDescription,
            ["runtime"] = RuntimeInformation.FrameworkDescription,
            ["processor"] = Processor(),
            ["instructions"] = Instructions(),
            ["cores"] = Environment.ProcessorCount,
            ["accelerator"] = run.Request.Accelerator.ToString().ToLowerInvariant(),
            ["lanes"] = run.Job.Lanes,
            ["chunk"] = run.Request.Chunk,
            ["isolated"] = !run.Request.InProcess,
        },
    };

    private static JsonArray Array(IEnumerable<JsonNode?> items) => [.. items];

    private static string Processor()
    {
        try
        {
            string? line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal));
            return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
        }
        catch (IOException)
        {
            return RuntimeInformation.ProcessArchitecture.ToString();
        }
    }

    // Rows are equal on machines whose processors know the same instructions.
    private static string Instructions()
        => string.Join(' ', new (string Name, bool Has)[]
        {
            ("sse4.2", Sse42.IsSupported), ("avx", Avx.IsSupported), ("avx2", Avx2.IsSupported), ("fma", Fma.IsSupported),
            ("avx512f", Avx512F.IsSupported), ("avx512bw", Avx512BW.IsSupported), ("avx512vbmi", Avx512Vbmi.IsSupported),
        }.Where(i => i.Has).Select(i => i.Name.ToLower(CultureInfo.InvariantCulture)));
}
