using ImageAnalytics.Sdk;

namespace HelloPlugin;

internal sealed class HelloAnalyzer(HelloOptions options) : IAnalyzer
{
    public void Analyze(IReadOnlyList<Region> batch, ObservationSink sink, CancellationToken cancellationToken)
    {
        foreach (Region region in batch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double brightness = MeanOf(region.Pixels);
            bool isBright = brightness >= options.Threshold;
            sink.Add(region, new Observation
            {
                Kind = ObservationKinds.Classification,
                Label = isBright ? "bright" : "dark",
                Confidence = isBright ? brightness : 1 - brightness,
                Rank = 1,
            });
        }
    }

    public void Dispose()
    {
    }

    private static double MeanOf(PixelView pixels)
    {
        long sum = 0;
        for (int y = 0; y < pixels.Height; y++)
        {
            foreach (byte value in pixels.Row(y))
            {
                sum += value;
            }
        }

        return sum / (255.0 * pixels.Width * pixels.Height * PixelView.Channels);
    }
}
