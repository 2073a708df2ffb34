using ImageAnalytics.Sdk;

namespace FaultPlugin;

/// <summary>Every way to misbehave, by its name.</summary>
internal static class Faults
{
    private static readonly IReadOnlyDictionary<string, Action<Region, ObservationSink>>[] s_all
        = [ProcessFaults.All, RubbishFaults.All, LeakFaults.All, OutputFaults.All, ThreadFaults.All];

    public static void Do(string name, Region region, ObservationSink sink)
        => s_all.Select(f => f.GetValueOrDefault(name)).First(f => f is not null)!(region, sink);
}
