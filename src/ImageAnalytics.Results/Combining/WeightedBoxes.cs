namespace ImageAnalytics.Results.Combining;

/// <summary>
/// Weighted boxes fusion: boxes that overlap become one, the average of all weighted by confidence. R. Solovyev, W. Wang, T. Gabruseva,
/// "Weighted boxes fusion: Ensembling boxes from different object detection models", arXiv:1910.13302, 2019; Image and Vision Computing 107,
/// 2021, section 3.
/// </summary>
/// <remarks>With weights for steps, confidences are multiplied by them, as the authors' own program does; equal weights change nothing.</remarks>
internal static class WeightedBoxes
{
    /// <summary>Fuses findings that may be one thing.</summary>
    /// <param name="findings">Any order.</param>
    /// <param name="options">How.</param>
    /// <param name="steps">The steps that are combined: the more of them are silent about a box, the less its confidence.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<Merged> Apply(
        IEnumerable<Finding> findings, WeightedBoxesOptions options, IReadOnlyList<string> steps, CancellationToken cancellationToken)
    {
        double all = steps.Sum(s => WeightOf(s, options));
        List<Cluster> clusters = [];
        foreach ((Finding finding, double weight) in findings.Where(f => f.Confidence >= options.SkipBox)
            .Select(f => (f, WeightOf(f.Step, options) * f.Confidence)).OrderByDescending(f => f.Item2).ThenBy(f => f.f, Comparer<Finding>.Create(Finding.Compare)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Nearest(clusters, finding.Box, options.Overlap) is { } cluster)
            {
                cluster.Add(finding, weight);
            }
            else
            {
                clusters.Add(new Cluster(finding, weight));
            }
        }

        return clusters.Select(c => c.Fused(steps.Count, all));
    }

    private static double WeightOf(string step, WeightedBoxesOptions options) => options.Weights?.TryGetValue(step, out double weight) == true ? weight : 1;

    private static Cluster? Nearest(List<Cluster> clusters, BoundingBox box, double overlap)
    {
        Cluster? nearest = null;
        double most = overlap;
        foreach (Cluster cluster in clusters)
        {
            double iou = cluster.Box.IoU(box);
            if (iou > most)
            {
                (nearest, most) = (cluster, iou);
            }
        }

        return nearest;
    }

    private sealed class Cluster
    {
        private readonly List<(Finding Finding, double Weight)> _members = [];
        private double _weights, _left, _top, _right, _bottom;

        public Cluster(Finding first, double weight) => Add(first, weight);

        public BoundingBox Box { get; private set; }

        public void Add(Finding finding, double weight)
        {
            _members.Add((finding, weight));
            _weights += weight;
            BoundingBox box = finding.Box;
            (_left, _top) = (_left + (weight * box.X), _top + (weight * box.Y));
            (_right, _bottom) = (_right + (weight * box.Right), _bottom + (weight * box.Bottom));

            // Members without any weight (confidence 0) move nothing; alone they stay where they are.
            Box = _weights > 0
                ? BoundingBox.FromXyxy(_left / _weights, _top / _weights, _right / _weights, _bottom / _weights)
                : _members[0].Finding.Box;
        }

        public Merged Fused(int steps, double allWeights)
        {
            Finding[] members = [.. _members.Select(m => m.Finding)];
            double average = _weights / members.Length;
            string label = members[0].Label;
            if (members.Any(m => m.Label != label))
            {
                label = _members.GroupBy(m => m.Finding.Label, StringComparer.Ordinal)
                    .OrderByDescending(g => g.Sum(m => m.Weight)).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;
            }

            double confidence = allWeights > 0 ? average * Math.Min(steps, members.Length) / allWeights : 0;
            return new Merged(members.First(m => m.Label == label), members, label, Box, confidence);
        }
    }
}
