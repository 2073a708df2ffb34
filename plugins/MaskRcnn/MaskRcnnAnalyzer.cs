using ImageAnalytics.Inference.Running;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Plugins.MaskRcnn;

/// <summary>One lane's detector with masks. Owns the runner.</summary>
internal sealed class MaskRcnnAnalyzer(ModelRunner runner, DetectionReader boxes, MaskReader masks) : IAnalyzer, IDeclaresInputSize, IDeclaresBackground
{
    // Says why an object has no pixel, so that nobody takes it for a fault.
    private const string EmptyMask = """{"mask":"empty"}""";

    public InputSize? InputSize => runner.Model.Card.Input.DecodeSize;

    public BackgroundColour? Background => runner.Background;

    public void Analyze(IReadOnlyList<Region> batch, ObservationSink sink, CancellationToken cancellationToken)
        => runner.Run(
            batch,
            (region, outputs, frame, item, mapping) => masks.Read(
                region, outputs, frame, item, mapping, boxes.Read(outputs, frame, item, mapping), (found, mask) => sink.Add(region, new Observation
                {
                    Kind = ObservationKinds.Instance,
                    Label = runner.Labels[found.ClassId],
                    Confidence = found.Confidence,
                    Box = found.Box,
                    Mask = mask.ToMask(),
                    Detail = mask.Area == 0 ? EmptyMask : null,
                })),
            cancellationToken);

    public void Dispose() => runner.Dispose();
}
