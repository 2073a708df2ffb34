namespace ImageAnalytics.Results.Evaluation;

/// <summary>Average precision of boxes or masks as COCO defines it.</summary>
/// <remarks>
/// Source: Lin et al., Microsoft COCO: Common Objects in Context, 2014, and the data set's page on detection evaluation. Ten IoU thresholds from 0.50 to
/// 0.95; precision interpolated and read at 101 recalls; at most 100 detections of a class in an image, the most confident ones; detections matched
/// greedily by confidence; crowds and objects of other sizes neither help nor harm. Where the page leaves something open, the reference
/// implementation's way is taken, but for equal confidences: their order follows from the objects, not from the input.
/// </remarks>
public static class CocoEvaluation
{
    private const int Thresholds = 10, Index50 = 0, Index75 = 5;

    // As the reference implementation spaces them, so that an overlap of exactly a threshold is judged alike.
    private static readonly double[] s_thresholds = [.. Enumerable.Range(0, Thresholds - 1).Select(i => 0.5 + (i * ((0.95 - 0.5) / (Thresholds - 1)))), 0.95];

    /// <summary>Compares detections with truth.</summary>
    /// <param name="truth">Every object of every image that was looked at.</param>
    /// <param name="detections">What was found. An image without true objects counts too: all that is found there is wrong.</param>
    /// <param name="overlap">What is compared.</param>
    /// <exception cref="ArgumentException">
    /// A confidence or a box is not finite; or masks are compared and one is missing, is broken, or is of another size than those of its image.
    /// </exception>
    /// <remarks>The result depends on the objects alone, not on their order. Classes without true objects have no figure and count in no mean.</remarks>
    public static CocoAccuracy Evaluate(IEnumerable<TruthObject> truth, IEnumerable<DetectedObject> detections, OverlapKind overlap)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(detections);
        ILookup<int, TruthObject> truthByClass = truth.ToLookup(t => t.ClassId);
        ILookup<int, DetectedObject> foundByClass = detections.ToLookup(d => d.ClassId);
        ObjectCheck.Check(truthByClass.SelectMany(c => c), foundByClass.SelectMany(c => c), overlap);
        List<ClassAccuracy> classes = [];
        List<double> all = [], small = [], medium = [], large = [];
        foreach (int classId in truthByClass.Select(c => c.Key).Order())
        {
            ClassInImage[] images = ImagesOf(truthByClass[classId], foundByClass[classId], overlap);
            AddMean(images, AreaRange.Small, small);
            AddMean(images, AreaRange.Medium, medium);
            AddMean(images, AreaRange.Large, large);
            if (PrecisionsOf(images, AreaRange.All) is { } precisions)
            {
                all.Add(precisions.Average());
                classes.Add(new ClassAccuracy(classId, images.Sum(i => i.Count(AreaRange.All)), precisions.Average(), precisions[Index50], precisions[Index75]));
            }
        }

        return new CocoAccuracy
        {
            AveragePrecision = MeanOf(all),
            AtIoU50 = MeanOf(classes.Select(c => c.AtIoU50)),
            AtIoU75 = MeanOf(classes.Select(c => c.AtIoU75)),
            Small = MeanOf(small),
            Medium = MeanOf(medium),
            Large = MeanOf(large),
            Classes = classes,
        };
    }

    private static ClassInImage[] ImagesOf(IEnumerable<TruthObject> truth, IEnumerable<DetectedObject> found, OverlapKind overlap)
    {
        ILookup<string, TruthObject> truthByImage = truth.ToLookup(t => t.Image, StringComparer.Ordinal);
        ILookup<string, DetectedObject> foundByImage = found.ToLookup(d => d.Image, StringComparer.Ordinal);
        return
        [
            .. truthByImage.Select(i => i.Key).Union(foundByImage.Select(i => i.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(image => new ClassInImage(truthByImage[image], foundByImage[image], overlap)),
        ];
    }

    private static void AddMean(ClassInImage[] images, AreaRange range, List<double> means)
    {
        if (PrecisionsOf(images, range) is { } precisions)
        {
            means.Add(precisions.Average());
        }
    }

    // The average precision at each threshold; null where no true object counts.
    private static double[]? PrecisionsOf(ClassInImage[] images, AreaRange range)
        => images.Sum(i => i.Count(range)) is var objects and > 0
            ? [.. s_thresholds.Select(threshold => PrecisionCurve.Average(images.SelectMany(i => i.Match(threshold, range)), objects))]
            : null;

    private static double? MeanOf(IEnumerable<double> values) => values.Select(v => (double?)v).Average();
}
