using ImageAnalytics.Sdk;

namespace PaintPlugin;

/// <summary>Turns every pixel into its complement and writes a PNG. Real work on real pixels, quickly.</summary>
internal sealed class PaintAnalyzer(PaintOptions options) : IAnalyzer
{
    public void Analyze(IReadOnlyList<Region> batch, ObservationSink sink, CancellationToken cancellationToken)
    {
        foreach (Region region in batch)
        {
            PixelView pixels = region.Pixels;
            sink.Add(region, new Observation
            {
                Kind = ObservationKinds.Picture,
                Label = options.Style,
                Confidence = 1,
                Picture = new EncodedPicture("png", pixels.Width, pixels.Height, PngFile.NegativeOf(pixels)),
            });
        }
    }

    public void Dispose() { }
}
