using System.Text.Json.Nodes;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Tests.Support;

/// <summary>Opens plugins as the engine does.</summary>
internal static class PluginHost
{
    public static IAnalyzer Open(IModelPlugin plugin, string modelFolder, string options = "{}", int threads = 1) => plugin.Open(new AnalyzerContext
    {
        StepId = "step",
        ModelFolders = new Dictionary<string, string> { [AnalyzerContext.DefaultRole] = modelFolder },
        Options = JsonNode.Parse(options)!.AsObject(),
        Threads = threads,
        Log = new SilentLog(),
    });

    public static IReadOnlyList<Observation> Look(IAnalyzer analyzer, params Region[] regions)
    {
        CollectingSink sink = new();
        analyzer.Analyze(regions, sink, TestContext.Current.CancellationToken);
        return [.. sink.All.Select(p => p.Observation)];
    }

    private sealed class SilentLog : IAnalyzerLog
    {
        public void Warn(string message) { }
    }
}
