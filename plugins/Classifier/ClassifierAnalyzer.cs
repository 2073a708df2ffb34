using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Plugins.Classifier;

/// <summary>One lane's classifier. Owns the runner.</summary>
internal sealed class ClassifierAnalyzer(ModelRunner runner, IClassificationDecoder decoder, Thresholds thresholds) : IAnalyzer, IDeclaresInputSize, IDeclaresBackground
{
    private readonly List<ClassConfidence> _found = [];

    public InputSize? InputSize => runner.Model.Card.Input.DecodeSize;

    public BackgroundColour? Background => runner.Background;

    public void Analyze(IReadOnlyList<Region> batch, ObservationSink sink, CancellationToken cancellationToken)
        => runner.Run(
            batch,
            (region, outputs, frame, item, _) =>
            {
                _found.Clear();
                decoder.Decode(outputs, frame, item, thresholds.Top, _found);
                int rank = 1;
                foreach (ClassConfidence found in _found.Where(f => f.Confidence >= thresholds.MinConfidence))
                {
                    sink.Add(region, new Observation
                    {
                        Kind = ObservationKinds.Classification,
                        Label = runner.Labels[found.ClassId],
                        Confidence = found.Confidence,
                        Rank = rank++,
                    });
                }
            },
            cancellationToken);

    public void Dispose() => runner.Dispose();
}
