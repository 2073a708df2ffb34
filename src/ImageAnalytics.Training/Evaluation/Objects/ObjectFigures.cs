using ImageAnalytics.Results.Evaluation;

namespace ImageAnalytics.Training.Evaluation.Objects;

/// <summary>How good a detector is, by its boxes or by its masks. Figures are 0 to 1; null where nothing is divided by nothing.</summary>
public sealed record ObjectFigures
{
    /// <summary>What was compared.</summary>
    public required OverlapKind Overlap { get; init; }

    /// <summary>COCO's figures, over classes that the data have objects of.</summary>
    public required CocoAccuracy Coco { get; init; }

    /// <summary>Each class of the data, also one without objects.</summary>
    public required IReadOnlyList<ClassObjectFigures> Classes { get; init; }

    /// <summary>The confidence from which detections count for all that follows: what the model's card says.</summary>
    public required double Confidence { get; init; }

    /// <summary>What went right and wrong, all classes together.</summary>
    public required ErrorCounts Errors { get; init; }

    /// <summary>Of what was found, the part that is right at IoU 0.5, all classes together.</summary>
    public required double? Precision { get; init; }

    /// <summary>Of the objects, the part that was found at IoU 0.5, all classes together.</summary>
    public required double? Recall { get; init; }

    /// <summary>2 right / (2 right + wrong + missed) at IoU 0.5, counts summed over the classes.</summary>
    public required double? F1 { get; init; }

    /// <summary>The mean IoU of detections and the objects that they found, those of an IoU of at least 0.5; null where none was found.</summary>
    public required double? MeanIoU { get; init; }

    /// <summary>Precision and recall at every confidence, all classes together, the surest first.</summary>
    public required IReadOnlyList<CurvePoint> Curve { get; init; }

    /// <summary>The point of <see cref="Curve"/> with the largest F1, of equal ones the surest: a confidence to think of for pipelines. Null without a curve.</summary>
    public CurvePoint? BestF1 => Curve.Count == 0 ? null : Curve.MaxBy(p => p.F1);

    /// <summary>What became of each detection, for each picture, the surest first.</summary>
    public required IReadOnlyList<IReadOnlyList<JudgedObject>> Judged { get; init; }

    /// <summary>Compares.</summary>
    /// <param name="pictures">What is in each picture and what was found; masks wherever they are compared.</param>
    /// <param name="classes">How many classes the data have.</param>
    /// <param name="overlap">What to compare.</param>
    /// <param name="confidence">The working point.</param>
    public static ObjectFigures Of(IReadOnlyList<ExaminedPicture> pictures, int classes, OverlapKind overlap, double confidence)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        CocoAccuracy coco = CocoEvaluation.Evaluate(pictures.SelectMany(p => p.Truth), pictures.SelectMany(p => p.Found.Where(f => f.Confidence >= p.LeastCounted)), overlap);
        IReadOnlyList<JudgedObject>[] judged = [.. pictures.Select(p => ObjectJudge.Judge(p, overlap))];
        ILookup<int, JudgedObject> foundByClass = judged.SelectMany(j => j).ToLookup(j => j.Found.ClassId);
        JudgedObject[] reported = [.. judged.Zip(pictures, (j, p) => j.Where(o => o.Found.Confidence >= Math.Max(confidence, p.LeastReported))).SelectMany(j => j)];
        ILookup<int, JudgedObject> reportedByClass = reported.ToLookup(j => j.Found.ClassId);
        ILookup<int, TruthObject> truthByClass = pictures.SelectMany(p => p.Truth).Where(t => !t.Crowd).ToLookup(t => t.ClassId);
        int objects = truthByClass.Sum(c => c.Count());
        ErrorCounts errors = ErrorCounts.Of(objects, reported, confidence);
        return new ObjectFigures
        {
            Overlap = overlap,
            Coco = coco,
            Confidence = confidence,
            Errors = errors,
            Precision = Ratio.Of(errors.Right, errors.Right + errors.Wrong),
            Recall = Ratio.Of(errors.Right, objects),
            F1 = Ratio.F1(errors.Right, errors.Wrong, errors.Missed),
            MeanIoU = reported.Where(j => j.Verdict == Verdict.Right).Select(j => (double?)j.IoU).Average(),
            Curve = CurveOf(judged.SelectMany(j => j), objects),
            Classes = [.. Enumerable.Range(0, classes).Select(c => FiguresOf(c, truthByClass[c].Count(), foundByClass[c], reportedByClass[c], coco, confidence))],
            Judged = judged,
        };
    }

    private static ClassObjectFigures FiguresOf(int classId, int objects, IEnumerable<JudgedObject> found, IEnumerable<JudgedObject> reported, CocoAccuracy coco, double confidence)
    {
        ClassAccuracy? accuracy = coco.Classes.FirstOrDefault(c => c.ClassId == classId);
        ErrorCounts errors = ErrorCounts.Of(objects, reported, confidence);
        return new ClassObjectFigures
        {
            ClassId = classId,
            Objects = objects,
            Ap = accuracy?.AveragePrecision,
            Ap50 = accuracy?.AtIoU50,
            Ap75 = accuracy?.AtIoU75,
            Precision = Ratio.Of(errors.Right, errors.Right + errors.Wrong),
            Recall = Ratio.Of(errors.Right, objects),
            F1 = Ratio.F1(errors.Right, errors.Wrong, errors.Missed),
            Curve = CurveOf(found, objects),
        };
    }

    // One point for each confidence: detections of equal confidence are taken together or not at all.
    private static List<CurvePoint> CurveOf(IEnumerable<JudgedObject> found, int objects)
    {
        List<CurvePoint> curve = [];
        int right = 0, all = 0;
        if (objects == 0)
        {
            return curve;
        }

        foreach (IGrouping<double, JudgedObject> equal in found.Where(j => j.Verdict != Verdict.Ignored).GroupBy(j => j.Found.Confidence).OrderByDescending(g => g.Key))
        {
            right += equal.Count(j => j.Verdict == Verdict.Right);
            all += equal.Count();
            curve.Add(new CurvePoint(equal.Key, (double)right / objects, (double)right / all));
        }

        return curve;
    }
}
