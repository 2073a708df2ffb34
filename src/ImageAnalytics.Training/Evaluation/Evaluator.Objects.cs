using System.Globalization;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Results.Evaluation;
using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Evaluation.Faces;
using ImageAnalytics.Training.Evaluation.Objects;
using ImageAnalytics.Training.Evaluation.Pictures;

namespace ImageAnalytics.Training.Evaluation;

/// <content>Detectors, with masks or without, and models that find faces.</content>
public static partial class Evaluator
{
    // COCO's limit.
    private const int MostDetections = 100;
    private const string Face = "face";

    private static EvaluationResult FindObjects(EvaluationRequest request, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        request = request with { Data = ClassSpelling.Merge(request.Data, request.Model.Task == ModelTasks.FaceDetection ? [Face] : LabelsOf(request.Model)) };
        Dataset data = request.Data;
        if (!data.Images.Any(i => i.Objects.Count > 0))
        {
            throw Refusal(request, "a detector needs to know where things are, and these data mark nothing in their pictures. Use data with boxes or masks (voc, coco, yolo, labelmap), or a classifier");
        }

        List<string> notes = [];
        ClassMatch match = MatchObjects(request, notes);
        bool masks = GivesMasks(request) && HasMasks(data, notes);
        Thresholds card = request.Model.Card.Output.Thresholds;
        Thresholds wide = card with { MinConfidence = Math.Min(card.MinConfidence, request.MinConfidence), MaxDetections = Math.Max(MostDetections, card.MaxDetections) };
        (var answers, var broken) = Look(request, data.Images, () => OpenDetector(request, wide, masks, match.Matched), progress, cancellationToken);
        (answers, broken) = WithoutMisfits(answers, broken);
        EvaluationResult result = ResultOf(request, answers.Count, broken, notes);
        ExaminedPicture[] examined =
        [
            .. answers.Select((a, i) => ExaminedOf(a.Image, a.Answer, match, i) with
            {
                LeastCounted = Math.Max(request.MinConfidence, FoundInPicture.SurestOf(a.Answer.Objects.Where(o => match.Of(o.ClassId) != ClassMatch.Other), MostDetections)),
                LeastReported = a.Answer.LeastReported,
            }),
        ];
        return result with
        {
            Match = match,
            MinConfidence = request.MinConfidence,
            Examined = examined,
            Boxes = ObjectFigures.Of(examined, data.Classes.Count, OverlapKind.Boxes, card.MinConfidence),
            Masks = masks ? ObjectFigures.Of([.. examined.Select(WithMasks)], data.Classes.Count, OverlapKind.Masks, card.MinConfidence) : null,
        };
    }

    private static ClassMatch MatchObjects(EvaluationRequest request, List<string> notes)
    {
        IReadOnlyList<string> labels = request.Model.Task == ModelTasks.FaceDetection ? [Face] : LabelsOf(request.Model);
        if (request.Model.Task == ModelTasks.FaceDetection && request.Data.Classes is [var only] && !Face.Equals(only, StringComparison.OrdinalIgnoreCase))
        {
            labels = [only];
            notes.Add($"The model finds faces; the data's only class, '{only}', is taken for them.");
        }

        ClassMatch match = ClassMatch.Match(request.Model.Name, labels, request.Data);
        notes.AddRange(NotesOf(match, objects: true));
        return match;
    }

    // A model whose card says so is judged by its masks, too; a detector of the same family without them by its boxes alone.
    private static bool GivesMasks(EvaluationRequest request)
        => request.Model.Task == ModelTasks.InstanceSegmentation && request.Model.Card.Output.Parameters is TwoStageParameters { GivesMasks: true };

    private static bool HasMasks(Dataset data, List<string> notes)
    {
        int all = data.Images.Sum(i => i.Objects.Count), without = data.Images.Sum(i => i.Objects.Count(o => o.Mask is null));
        if (without > 0)
        {
            notes.Add(without == all
                ? "The data have no masks: boxes alone are compared."
                : string.Create(CultureInfo.InvariantCulture, $"{without} of the data's {all} objects have no mask: the {data.Images.Count(i => i.Objects.Any(o => o.Mask is null))} pictures that show them are in no figure of masks."));
        }

        return without < all;
    }

    // What a mask of an object without one would be compared with is not known.
    private static ExaminedPicture WithMasks(ExaminedPicture picture)
        => picture.Truth.Any(t => t.Mask is null) ? picture with { Truth = [], Found = [] } : picture;

    private static (IReadOnlyList<(LabelledImage Image, FoundInPicture Answer)> Answers, IReadOnlyList<BrokenPicture> Broken) WithoutMisfits(
        IReadOnlyList<(LabelledImage Image, FoundInPicture Answer)> answers, IReadOnlyList<BrokenPicture> broken)
    {
        ILookup<bool, (LabelledImage Image, FoundInPicture Answer)> bySize = answers.ToLookup(a => FitsLabels(a.Image, a.Answer));
        return ([.. bySize[true]], [.. broken, .. bySize[false].Select(a => new BrokenPicture(a.Image.Name, $"It has {a.Answer.Width} x {a.Answer.Height} pixels, but its labels are for another size."))]);
    }

    private static bool FitsLabels(LabelledImage image, FoundInPicture found)
        => (image.Objects.Count == 0 || image.LabelledSize is not { } stated || stated == (found.Width, found.Height))
            && image.Objects.All(o => o.Mask is not { } mask || (mask.Width, mask.Height) == (found.Width, found.Height));

    private static IPictureLane<FoundInPicture> OpenDetector(EvaluationRequest request, Thresholds thresholds, bool masks, IReadOnlySet<int>? wanted)
        => request.Model.Task == ModelTasks.FaceDetection
            ? FaceDetectorLane.Open(request.Model, thresholds)
            : DetectorLane.Open(request.Model, thresholds, masks, wanted);

    internal static ExaminedPicture ExaminedOf(LabelledImage image, FoundInPicture found, ClassMatch match, int number)
    {
        // Names may come twice, numbers do not; of equal confidences, COCO's curve follows their order.
        string key = number.ToString("D9", CultureInfo.InvariantCulture);
        return new ExaminedPicture(
            image.Name,
            found.Width,
            found.Height,
            [.. image.Objects.Select(o => new TruthObject { Image = key, ClassId = o.ClassId, Box = o.Box, Mask = o.Mask, Area = o.Area, Crowd = o.Crowd })],
            [
                .. found.Objects.Where(o => match.Of(o.ClassId) != ClassMatch.Other)
                    .Select(o => new DetectedObject { Image = key, ClassId = match.Of(o.ClassId), Box = o.Box, Confidence = o.Confidence, Mask = o.Mask }),
            ]);
    }
}
