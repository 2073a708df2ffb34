using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Faces;
using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Evaluation.Faces;
using ImageAnalytics.Training.Evaluation.Pictures;

namespace ImageAnalytics.Training.Evaluation;

/// <content>Models that describe faces.</content>
public static partial class Evaluator
{
    private const int FoldsOfPairs = 10;

    private static EvaluationResult TellFacesApart(EvaluationRequest request, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        if (request.Detector is { } detector && !FaceReader.HasPoints(detector))
        {
            throw Refusal(request, $"the detector '{detector.Name}' gives no points, without which faces cannot be aligned and compared. Take one with five points, such as yunet-n");
        }

        EmbeddingMetric metric = ((EmbeddingParameters)request.Model.Card.Output.Parameters).Metric;
        EvaluationResult result = request.Data.Pairs.Count > 0
            ? JudgePairs(request, metric, progress, cancellationToken)
            : JudgeRanks(request, metric, progress, cancellationToken);
        return result with { Detector = request.Detector?.Name };
    }

    private static EvaluationResult JudgePairs(EvaluationRequest request, EmbeddingMetric metric, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        IReadOnlyList<ImagePair> pairs = request.Data.Pairs;
        LabelledImage[] images = [.. pairs.SelectMany(p => (LabelledImage[])[p.First, p.Second]).DistinctBy(i => i.Name, StringComparer.Ordinal)];
        (var answers, var broken) = Look(request, images, () => OpenFaces(request), progress, cancellationToken);
        Dictionary<string, float[]?> faces = answers.ToDictionary(a => a.Image.Name, a => a.Answer.Numbers, StringComparer.Ordinal);
        ImagePair[] whole = [.. pairs.Where(p => faces.ContainsKey(p.First.Name) && faces.ContainsKey(p.Second.Name))];
        List<string> notes = whole.Length < pairs.Count ? [$"{pairs.Count - whole.Length} pairs have a picture that cannot be read and are left out."] : [];
        bool oneFold = whole.Select(p => p.Fold).Distinct().Count() < 2;
        if (oneFold)
        {
            notes.Add($"The pairs are of one fold; they are dealt to {FoldsOfPairs} in turn.");
        }

        EvaluationResult result = ResultOf(request, answers.Count, broken, notes);
        if (whole.Length < 2)
        {
            throw Refusal(request, $"pairs are judged with a threshold that comes from others, and there are {whole.Length}");
        }

        // Each kind by itself, so that every fold has as much of it; the second begins where the first ends.
        int same = 0, different = whole.Count(p => p.Same);
        (int Fold, double Distance, bool Same)[] judged =
            [.. whole.Select(p => (oneFold ? (p.Same ? same++ : different++) % FoldsOfPairs : p.Fold, FaceDistance.Between(faces[p.First.Name], faces[p.Second.Name], metric), p.Same))];
        IReadOnlyList<FoldAccuracy> folds = PairJudge.Folds(judged);
        Dictionary<int, double> thresholds = folds.ToDictionary(f => f.Fold, f => f.Threshold);
        return result with
        {
            Faces = new FaceFigures
            {
                PairsAccuracy = folds.Average(f => f.Accuracy),
                Folds = folds,
                PairsAtTolerance = request.Model.Card.Output.Thresholds.Tolerance is { } tolerance ? PairJudge.Accuracy(judged, tolerance) : null,
                Pairs = judged.Length,
                Compared = [.. judged.Zip(whole, (j, p) => PairJudge.Compared(p.First.Name, p.Second.Name, j.Distance, j.Same, thresholds[j.Fold]))],
                WithoutFace = faces.Values.Count(f => f is null),
            },
        };
    }

    private static EvaluationResult JudgeRanks(EvaluationRequest request, EmbeddingMetric metric, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        LabelledImage[] images = [.. request.Data.Images.Where(i => i.ClassId is not null)];
        int most = images.GroupBy(i => i.ClassId).Select(g => g.Count()).DefaultIfEmpty().Max();
        if (most <= request.Enrolled)
        {
            throw Refusal(request, images.Length == 0
                ? "a model that describes faces needs to know whose face each picture shows. Use a folder for each person (--format folder) or a list of pairs (--format pairs)"
                : $"of each person {request.Enrolled} pictures are known and the others are asked for, but nobody has more than {most}. Add pictures, or lower --enrolled");
        }

        (var answers, var broken) = Look(request, images, () => OpenFaces(request), progress, cancellationToken);
        EvaluationResult result = ResultOf(request, answers.Count, broken, []);
        FaceFigures figures = RankJudge.Judge([.. answers.Select(a => (a.Image.Name, a.Image.ClassId!.Value, a.Answer.Numbers))], request.Enrolled, metric, cancellationToken);
        return result with { Faces = figures };
    }

    private static IPictureLane<FaceVector> OpenFaces(EvaluationRequest request)
        => request.Detector is { } detector ? FaceLane.Open(detector, request.Model) : AlignedFaceLane.Open(request.Model);
}
