using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Plugins.Style;

/// <summary>One lane's painter. Owns the runner.</summary>
internal sealed class StyleAnalyzer(ModelRunner runner, PictureReader reader, PictureEncoder encoder, string style) : IAnalyzer, IDeclaresInputSize, IDeclaresBackground
{
    public InputSize? InputSize => runner.Input.DecodeSize;

    public BackgroundColour? Background => runner.Background;

    public void Analyze(IReadOnlyList<Region> batch, ObservationSink sink, CancellationToken cancellationToken)
        => runner.Run(
            batch,
            (region, outputs, frame, item, mapping) =>
            {
                MadePicture made = reader.Read(outputs, frame, item, mapping, out BoundingBox? seen);
                sink.Add(region, new Observation
                {
                    Kind = ObservationKinds.Picture,
                    Label = style,
                    Confidence = 1,
                    Box = seen,
                    Picture = encoder.Encode(made),
                });
            },
            cancellationToken);

    public void Dispose() => runner.Dispose();
}
