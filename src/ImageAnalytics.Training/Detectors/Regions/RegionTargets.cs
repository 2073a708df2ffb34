using ImageAnalytics.Training.Detectors.Boxes;
using ImageAnalytics.Training.Detectors.Examples;

namespace ImageAnalytics.Training.Detectors.Regions;

/// <summary>The regions that a step looks at, equally many of each picture, and what should be said about them.</summary>
internal sealed class RegionTargets
{
    /// <summary>The class of a region that is not learned from.</summary>
    public const long Nothing = -100;

    private const float ObjectOverlap = 0.5f;

    // Stands where a picture has too few regions; any box inside every picture.
    private static readonly EdgeBox s_filler = new(0, 0, 8, 8);

    private readonly RegionProposalOptions _options;
    private readonly int _classes;

    /// <summary>Chooses among proposals and the objects themselves.</summary>
    public RegionTargets(RegionBatch batch, EdgeBox[][] proposals, RegionProposalOptions options, int classes)
    {
        (_options, _classes) = (options, classes);
        for (int i = 0; i < proposals.Length; i++)
        {
            AddPicture(batch.Pictures.Examples[i].Objects, proposals[i], batch.Random[i]);
        }
    }

    public List<EdgeBox> Regions { get; } = [];

    /// <summary>For each region its class; the number of classes for background, or <see cref="Nothing"/>.</summary>
    public List<long> Classes { get; } = [];

    /// <summary>Places of the regions that are objects.</summary>
    public List<long> Positives { get; } = [];

    /// <summary>For each of these the deltas that bring it to its object.</summary>
    public List<float> Deltas { get; } = [];

    /// <summary>Regions whose masks are learned, equally many of each picture; some are fillers.</summary>
    public List<EdgeBox> MaskRegions { get; } = [];

    /// <summary>Places among these that are no fillers.</summary>
    public List<long> Masked { get; } = [];

    /// <summary>The classes of these.</summary>
    public List<long> MaskClasses { get; } = [];

    /// <summary>The masks of these, 28 × 28, 0 or 1.</summary>
    public List<float> Masks { get; } = [];

    private void AddPicture(IReadOnlyList<ExampleObject> all, EdgeBox[] proposals, Random random)
    {
        ExampleObject[] objects = [.. all.Where(o => !o.Crowd)];
        EdgeBox[] boxes = [.. objects.Select(o => o.Box)], candidates = [.. proposals, .. boxes];
        int[] matches = AnchorMatcher.Match(candidates, boxes, [.. all.Where(o => o.Crowd).Select(o => o.Box)], ObjectOverlap, ObjectOverlap, everyObject: false);
        int[] positives = RegionSampler.Choose(matches, m => m >= 0, Math.Max(1, (int)(_options.LearnedRegions * _options.ObjectShare)), random);
        int[] negatives = RegionSampler.Choose(matches, m => m == AnchorMatcher.Background, _options.LearnedRegions - positives.Length, random);
        Span<float> delta = stackalloc float[BoxDelta.Count];
        foreach (int candidate in positives)
        {
            BoxDelta.Write(candidates[candidate], boxes[matches[candidate]], DeltaWeights.Proposals, delta);
            Positives.Add(Regions.Count);
            Deltas.AddRange((ReadOnlySpan<float>)delta);
            Add(candidates[candidate], objects[matches[candidate]].ClassId);
        }

        foreach (int candidate in negatives)
        {
            Add(candidates[candidate], _classes);
        }

        for (int i = positives.Length + negatives.Length; i < _options.LearnedRegions; i++)
        {
            Add(s_filler, Nothing);
        }

        AddMasks(positives.Where(p => objects[matches[p]].Mask is not null).Select(p => (candidates[p], objects[matches[p]])));
    }

    private void Add(EdgeBox region, long classId)
    {
        Regions.Add(region);
        Classes.Add(classId);
    }

    private void AddMasks(IEnumerable<(EdgeBox Region, ExampleObject Object)> masked)
    {
        if (_options.Masks is not { } options)
        {
            return;
        }

        int count = 0;
        foreach ((EdgeBox region, ExampleObject one) in masked.Take(options.LearnedMasks))
        {
            Masked.Add(MaskRegions.Count);
            MaskRegions.Add(region);
            MaskClasses.Add(one.ClassId);
            MaskTarget.Write(one.Mask!, region, Masks);
            count++;
        }

        MaskRegions.AddRange(Enumerable.Repeat(s_filler, options.LearnedMasks - count));
    }
}
