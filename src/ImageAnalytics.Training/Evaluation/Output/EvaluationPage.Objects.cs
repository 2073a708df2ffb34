using System.Globalization;
using ImageAnalytics.Reporting;
using ImageAnalytics.Training.Evaluation.Objects;

namespace ImageAnalytics.Training.Evaluation.Output;

/// <content>Detectors.</content>
public static partial class EvaluationPage
{
    private const int MostCurves = 7;

    private static EvaluationModel OfDetector(EvaluationResult result, EvaluationModel model)
    {
        ObjectFigures boxes = result.Boxes!, drawn = result.Masks ?? boxes;
        string confidence = drawn.Confidence.ToString("0.###", CultureInfo.InvariantCulture);
        (ExaminedPicture Picture, IReadOnlyList<JudgedObject> Judged, double Score)[] pictures =
        [
            .. result.Examined.Zip(drawn.Judged).Where(p => result.Masks is null || p.First.Truth.All(t => t.Mask is not null))
                .Select(p => (p.First, p.Second, ScoreOf(p.First, p.Second, ReportedFrom(p.First, drawn)))),
        ];
        return model with
        {
            Figures =
            [
                new EvaluationFigure("AP", boxes.Coco.AveragePrecision), new EvaluationFigure("AP at IoU 0.5", boxes.Coco.AtIoU50), new EvaluationFigure("AP at IoU 0.75", boxes.Coco.AtIoU75),
                .. result.Masks is { } masks
                    ? (EvaluationFigure[])[new("mask AP", masks.Coco.AveragePrecision), new("mask AP at 0.5", masks.Coco.AtIoU50), new("mask F1 at 0.5", masks.F1), new("mean mask IoU", masks.MeanIoU)]
                    : [new("precision", boxes.Precision), new("recall", boxes.Recall), new("F1", boxes.F1)],
            ],
            Notes = drawn.BestF1 is { } best
                ? [.. model.Notes, string.Create(CultureInfo.InvariantCulture, $"The largest F1 at IoU 0.5, {best.F1:0.000}, is reached from confidence {best.Confidence:0.000} on; the model's card says {confidence}.")]
                : model.Notes,
            Errors = ErrorsOf(drawn),
            Classes = new EvaluationTable(
                ["objects", "AP", "AP at 0.5", "AP at 0.75", "precision", "recall", "F1"],
                [.. drawn.Classes.Where(c => c.Objects > 0).Select(c => new EvaluationRow(result.Data.Classes[c.ClassId], c.Objects, [c.Ap, c.Ap50, c.Ap75, c.Precision, c.Recall, c.F1]))]),
            Curves =
            [
                .. drawn.Curve.Count > 0 ? (PrecisionRecallCurve[])[CurveOf("all classes", drawn.Curve)] : [],
                .. drawn.Classes.Where(c => c.Curve.Count > 0).OrderByDescending(c => c.Objects).ThenBy(c => c.ClassId).Take(MostCurves).Select(c => CurveOf(result.Data.Classes[c.ClassId], c.Curve)),
            ],
            Worst = [.. pictures.Where(p => p.Score < 1).OrderBy(p => p.Score).ThenBy(p => p.Picture.Name, StringComparer.Ordinal).Take(Shown).Select(p => PictureOf(result, p.Picture, p.Judged, ReportedFrom(p.Picture, drawn)))],
            Best =
            [
                .. pictures.Where(p => p.Picture.Truth.Any(t => !t.Crowd)).OrderByDescending(p => p.Score).ThenByDescending(p => p.Picture.Truth.Count).ThenBy(p => p.Picture.Name, StringComparer.Ordinal)
                    .Take(Shown).Where(p => p.Score > 0).Select(p => PictureOf(result, p.Picture, p.Judged, ReportedFrom(p.Picture, drawn))),
            ],
            Definitions =
            [
                ("AP", string.Create(CultureInfo.InvariantCulture, $"COCO's average precision: the area under the precision-recall curve, mean over ten IoU thresholds from 0.50 to 0.95 and over the classes that the data have objects of. At most 100 detections a picture, from confidence {result.MinConfidence:0.####} on.")),
                ("precision, recall, F1", $"{(result.Masks is null ? "Boxes" : "Masks")} at IoU 0.5, of what the model is at least {confidence} sure of, as its card says and pipelines do."),
                ("mask F1 at 0.5", "2 right / (2 right + wrong + missed), instances matched within their class at a mask IoU of 0.5, counts summed over the classes."),
                ("mean mask IoU", "The mean IoU of the masks that were found and the true ones, of pairs with an IoU of at least 0.5."),
                ("worst and best pictures", "By the F1 of each picture. What is true is drawn dashed, what was found with a full line."),
            ],
        };
    }

    private static double ReportedFrom(ExaminedPicture picture, ObjectFigures figures) => Math.Max(figures.Confidence, picture.LeastReported);

    // The F1 of one picture; a picture without objects is right when nothing is found.
    private static double ScoreOf(ExaminedPicture picture, IReadOnlyList<JudgedObject> judged, double confidence)
    {
        ErrorCounts errors = ErrorCounts.Of(picture.Truth.Count(t => !t.Crowd), judged, confidence);
        return Ratio.F1(errors.Right, errors.Wrong, errors.Missed) ?? 1;
    }

    private static EvaluationCount[] ErrorsOf(ObjectFigures figures) =>
    [
        new("right", figures.Errors.Right, "Objects that were found, with an IoU of at least 0.5.", Good: true),
        new("missed", figures.Errors.Missed, "Objects that no detection of their class found."),
        new("misplaced", figures.Errors.Misplaced, "Detections on an object of their class, with an IoU from 0.1 to 0.5."),
        new("wrong class", figures.Errors.WrongClass, "Detections on an object of another class."),
        new("double", figures.Errors.Duplicate, "Detections of an object that a surer one has found."),
        new("background", figures.Errors.Background, "Detections where no such object is."),
    ];

    private static PrecisionRecallCurve CurveOf(string name, IReadOnlyList<CurvePoint> curve) => new(name, [.. curve.Select(p => (p.Recall, p.Precision))]);

    private static ReportPicture PictureOf(EvaluationResult result, ExaminedPicture picture, IReadOnlyList<JudgedObject> judged, double confidence)
    {
        string Name(int classId) => result.Data.Classes[classId];
        return new ReportPicture
        {
            Path = picture.Name,
            FullPath = picture.Name,
            Width = picture.Width,
            Height = picture.Height,
            Message = picture.Truth.Count == 0 ? "Nothing is marked in it."
                : judged.Any(j => j.Found.Confidence >= confidence) ? null : "Nothing was found.",
            Boxes =
            [
                .. picture.Truth.Select((t, i) => new ReportBox($"true#{i + 1}", "true", t.Crowd ? $"{Name(t.ClassId)} (many)" : Name(t.ClassId), 0, t.Box) { IsTruth = true, Mask = result.Masks is null ? null : t.Mask }),
                .. judged.Where(j => j.Found.Confidence >= confidence)
                    .Select((j, i) => new ReportBox($"found#{i + 1}", "found", Name(j.Found.ClassId), j.Found.Confidence, j.Found.Box) { Mask = result.Masks is null ? null : j.Found.Mask }),
            ],
        };
    }
}
