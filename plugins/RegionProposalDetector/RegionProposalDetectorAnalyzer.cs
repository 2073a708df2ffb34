using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Plugins.RegionProposalDetector;

/// <summary>One lane's detector. Owns the runner.</summary>
internal sealed class RegionProposalDetectorAnalyzer(ModelRunner runner, DetectionReader reader) : IAnalyzer, IDeclaresInputSize, IDeclaresBackground
{
    public InputSize? InputSize => runner.Model.Card.Input.DecodeSize;

    public BackgroundColour? Background => runner.Background;

    public void Analyze(IReadOnlyList<Region> batch, ObservationSink sink, CancellationToken cancellationToken)
        => runner.Run(
            batch,
            (region, outputs, frame, item, mapping) =>
            {
                foreach (Detection found in reader.Read(outputs, frame, item, mapping))
                {
                    sink.Add(region, new Observation
                    {
                        Kind = ObservationKinds.Detection,
                        Label = runner.Labels[found.ClassId],
                        Confidence = found.Confidence,
                        Box = found.Box,
                    });
                }
            },
            cancellationToken);

    public void Dispose() => runner.Dispose();
}
