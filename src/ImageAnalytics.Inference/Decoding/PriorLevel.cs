namespace ImageAnalytics.Inference.Decoding;

/// <summary>One grid of an SSD: which prior boxes stand in the centre of each of its cells, in this order.</summary>
/// <remarks>
/// For each smallest size: a square of it; then, where there is a largest size, a square of the geometric mean of both; then for each ratio r a
/// box of size × √r by size ÷ √r, followed by the same box upright.
/// </remarks>
/// <param name="Step">Pixels per cell; may be a fraction such as 300/19.</param>
/// <param name="MinSizes">Smallest sizes in pixels; at least one.</param>
/// <param name="MaxSizes">Largest sizes in pixels: none, or one for each smallest.</param>
/// <param name="Ratios">Ratios of width to height, above 1.</param>
public sealed record PriorLevel(double Step, IReadOnlyList<double> MinSizes, IReadOnlyList<double> MaxSizes, IReadOnlyList<double> Ratios)
{
    /// <summary>Width and height of each prior box, in pixels.</summary>
    internal IEnumerable<(double Width, double Height)> Sizes()
    {
        for (int i = 0; i < MinSizes.Count; i++)
        {
            double size = MinSizes[i];
            yield return (size, size);
            if (MaxSizes.Count > 0)
            {
                double between = Math.Sqrt(size * MaxSizes[i]);
                yield return (between, between);
            }

            foreach (double root in Ratios.Select(Math.Sqrt))
            {
                yield return (size * root, size / root);
                yield return (size / root, size * root);
            }
        }
    }
}
