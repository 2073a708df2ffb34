using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Results.Evaluation;
using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Evaluation;
using ImageAnalytics.Training.Evaluation.Objects;

namespace ImageAnalytics.Training.Tuning;

/// <summary>
/// Every box that a detector gave before any was left out. A trial leaves out boxes with the program's own code: by confidence, by label, by overlap and
/// by number, in that order, so that it keeps exactly what a run with its options would.
/// </summary>
internal sealed class KeptDetections : IKeptAnswers
{
    // No two boxes overlap more than wholly.
    private const double NoSuppression = 2;
    private readonly RawDetections _raw;
    private readonly KeptOptions _standard;
    private readonly IReadOnlyList<string> _labels;
    private readonly bool _needsNms;

    /// <summary>Keeps what was found.</summary>
    /// <param name="raw">The boxes of each picture.</param>
    /// <param name="standard">The step's options.</param>
    /// <param name="labels">The model's labels.</param>
    /// <param name="needsNms">Whether the network leaves suppression to the program.</param>
    public KeptDetections(RawDetections raw, KeptOptions standard, IReadOnlyList<string> labels, bool needsNms)
        => (_raw, _standard, _labels, _needsNms) = (raw, standard, labels, needsNms);

    /// <summary>Lets a model look at pictures.</summary>
    public static KeptDetections Look(InstalledModel model, Dataset data, KeptOptions standard, IReadOnlyList<TuneParameter> parameters, CancellationToken cancellationToken)
    {
        bool needsNms;
        using (ModelRunner runner = ModelRunner.Open(model, without: FileRole.Mask))
        {
            needsNms = ((IDetectionDecoder)runner.Decoder).NeedsNms;
        }

        Thresholds wide = model.Card.Output.Thresholds with
        {
            MinConfidence = standard.LeastConfidence(parameters), NmsThreshold = NoSuppression, MaxDetections = NonMaximumSuppression.MostCandidates,
        };
        return new KeptDetections(Evaluator.FindAll(new EvaluationRequest { Model = model, Data = data }, wide, cancellationToken), standard, model.ReadLabels(), needsNms);
    }

    public double Score(IReadOnlyDictionary<string, string> options, string figure)
    {
        KeptOptions kept = _standard.With(options);
        ExaminedPicture[] pictures = [.. _raw.Pictures.Select((p, i) => Evaluator.ExaminedOf(p.Image, p.Found with { Objects = Keep(p.Found.Objects, kept) }, _raw.Match, i))];
        if (figure != TuneFigures.ObjectsF1)
        {
            CocoAccuracy coco = ObjectFigures.Of(pictures, _raw.Classes, OverlapKind.Boxes, 0).Coco;
            return (figure switch { "ap50" => coco.AtIoU50, "ap75" => coco.AtIoU75, _ => coco.AveragePrecision }) ?? 0;
        }

        ErrorCounts errors = ErrorCounts.Of(pictures.Sum(p => p.Truth.Count(t => !t.Crowd)), pictures.SelectMany(p => ObjectJudge.Judge(p, OverlapKind.Boxes)), 0);
        return Ratio.F1(errors.Right, errors.Wrong, errors.Missed) ?? 0;
    }

    private List<FoundInPicture.Thing> Keep(IReadOnlyList<FoundInPicture.Thing> things, KeptOptions kept)
    {
        List<Detection> found =
        [
            .. things.Where(t => t.Confidence >= kept.MinConfidence && (kept.Labels is null || kept.Labels.Contains(_labels[t.ClassId])))
                .Select(t => new Detection(t.Box, t.ClassId, (float)t.Confidence)),
        ];
        NonMaximumSuppression.Apply(found, _needsNms ? kept.NmsThreshold : 1, kept.MaxDetections);
        return [.. found.Select(d => new FoundInPicture.Thing(d.ClassId, d.Confidence, d.Box, null))];
    }
}
