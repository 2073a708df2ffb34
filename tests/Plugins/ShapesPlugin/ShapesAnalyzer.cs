using ImageAnalytics.Sdk;

namespace ShapesPlugin;

/// <summary>Finds the box around all pixels that stand out, and names it by its strongest channel. Real work on real pixels, quickly.</summary>
internal sealed class ShapesAnalyzer(ShapesOptions options) : IAnalyzer, IDeclaresBackground
{
    private static readonly string[] s_names = ["blue", "green", "red"];

    public BackgroundColour? Background => options.Background is { } grey ? new BackgroundColour((byte)grey, (byte)grey, (byte)grey) : null;

    public void Analyze(IReadOnlyList<Region> batch, ObservationSink sink, CancellationToken cancellationToken)
    {
        foreach (Region region in batch)
        {
            Look(region, sink);
        }
    }

    public void Dispose() { }

    private void Look(Region region, ObservationSink sink)
    {
        PixelView pixels = region.Pixels;
        long[] sums = new long[PixelView.Channels];
        int left = int.MaxValue, top = int.MaxValue, right = -1, bottom = -1;
        for (int y = 0; y < pixels.Height; y++)
        {
            ReadOnlySpan<byte> row = pixels.Row(y);
            for (int x = 0; x < pixels.Width; x++)
            {
                ReadOnlySpan<byte> bgr = row.Slice(x * PixelView.Channels, PixelView.Channels);
                int darkest = Math.Min(bgr[0], Math.Min(bgr[1], bgr[2])), strongest = Math.Max(bgr[0], Math.Max(bgr[1], bgr[2]));
                if (strongest - darkest < options.Contrast)
                {
                    continue;
                }

                for (int c = 0; c < PixelView.Channels; c++)
                {
                    sums[c] += bgr[c];
                }

                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
            }
        }

        long total = sums.Sum();
        if (total == 0)
        {
            return;
        }

        int best = Array.IndexOf(sums, sums.Max());
        sink.Add(region, new Observation
        {
            Kind = options.Classify ? ObservationKinds.Classification : ObservationKinds.Detection,
            Label = s_names[best],
            Confidence = (double)sums[best] / total,
            Rank = options.Classify ? 1 : 0,
            Box = options.Classify ? null : BoundingBox.FromXyxy(left, top, right + 1, bottom + 1),
        });
    }
}
