using ImageAnalytics.Training.Detectors.Boxes;
using ImageAnalytics.Training.Detectors.Examples;

namespace ImageAnalytics.Training.Detectors.Regions;

/// <summary>Pictures of one step, and what some of their anchors should say. Which proposals are learned from is decided in the step.</summary>
internal sealed class RegionBatch : IDisposable
{
    private const float Positive = 0.6f, Negative = 0.3f;

    /// <summary>Prepares the targets of anchors.</summary>
    /// <param name="pictures">The pictures.</param>
    /// <param name="grid">The anchors.</param>
    /// <param name="learned">Anchors of a picture to learn from.</param>
    /// <param name="random">A generator for each picture; the step goes on with them.</param>
    public RegionBatch(PictureBatch pictures, AnchorGrid grid, int learned, IReadOnlyList<Random> random)
    {
        (Pictures, Random, Anchors) = (pictures, random, grid.Over(pictures.Width, pictures.Height));
        for (int i = 0; i < pictures.Examples.Count; i++)
        {
            IReadOnlyList<ExampleObject> objects = pictures.Examples[i].Objects;
            EdgeBox[] boxes = [.. objects.Where(o => !o.Crowd).Select(o => o.Box)], crowds = [.. objects.Where(o => o.Crowd).Select(o => o.Box)];
            int[] matches = AnchorMatcher.Match(Anchors, boxes, crowds, Positive, Negative, everyObject: true);
            AddSample(matches, boxes, i * (long)Anchors.Length, learned, random[i]);
        }
    }

    public PictureBatch Pictures { get; }

    public IReadOnlyList<Random> Random { get; }

    /// <summary>The anchors of one picture.</summary>
    public EdgeBox[] Anchors { get; }

    /// <summary>Numbers of the anchors that are learned from, counted through all pictures.</summary>
    public List<long> Learned { get; } = [];

    /// <summary>For each of these 1 for an object and 0 for background.</summary>
    public List<float> Labels { get; } = [];

    /// <summary>Numbers of those on objects.</summary>
    public List<long> Positives { get; } = [];

    /// <summary>For each of these four numbers that bring it to its object.</summary>
    public List<float> Deltas { get; } = [];

    public void Dispose()
    {
    }

    private void AddSample(int[] matches, EdgeBox[] boxes, long offset, int learned, Random random)
    {
        int[] positives = RegionSampler.Choose(matches, m => m >= 0, learned / 2, random);
        int[] negatives = RegionSampler.Choose(matches, m => m == AnchorMatcher.Background, learned - positives.Length, random);
        Span<float> delta = stackalloc float[BoxDelta.Count];
        foreach (int anchor in positives)
        {
            BoxDelta.Write(Anchors[anchor], boxes[matches[anchor]], DeltaWeights.Anchors, delta);
            Deltas.AddRange((ReadOnlySpan<float>)delta);
            Positives.Add(offset + anchor);
        }

        Learned.AddRange(positives.Concat(negatives).Select(a => offset + a));
        Labels.AddRange(positives.Select(_ => 1f).Concat(negatives.Select(_ => 0f)));
    }
}
