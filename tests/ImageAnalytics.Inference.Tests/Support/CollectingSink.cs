using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Tests.Support;

/// <summary>Keeps what an analyzer finds.</summary>
internal sealed class CollectingSink : ObservationSink
{
    public List<(Region Region, Observation Observation)> All { get; } = [];

    public override void Add(Region region, Observation observation) => All.Add((region, observation));
}
