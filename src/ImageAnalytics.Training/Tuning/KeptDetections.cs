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
    private readonly HashSet<int> _reported;

    /// <summary>Keeps what was found.</summary>
    /// <param name="raw">The boxes of each picture.</param>
    /// <param name="standard">The step's options.</param>
    /// <param name="labels">The model's labels.</param>
    /// <param name="needsNms">Whether the network leaves suppression to the program.</param>
    public KeptDetections(RawDetections raw, KeptOptions standard, IReadOnlyList<string> labels, bool needsNms)
    {
        (_raw, _standard, _labels, _needsNms) = (raw, standard, labels, needsNms);
        _reported = [.. Enumerable.Range(0, labels.Count).Where(c => IsKept(standard, c)).Select(raw.Match.Of)];
        string[] others = [.. raw.Classes.Where((_, c) => !_reported.Contains(c))];
        Notes =
        [
            .. KeptNotes.OfBroken(raw.Broken),
            .. others.Length > 0 ? [$"The step reports nothing of {others.Length} of the data's classes, whose objects are not counted: {ClassMatch.ListOf(others)}."] : (string[])[],
        ];
    }

    public int Pictures => _raw.Pictures.Count;

    public IReadOnlyList<string> Notes { get; }

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
        KeptDetections kept = new(Evaluator.FindAll(new EvaluationRequest { Model = model, Data = data }, wide, cancellationToken), standard, model.ReadLabels(), needsNms);
        return kept._raw.Pictures.Any(p => p.Image.Objects.Any(o => !o.Crowd && kept._reported.Contains(o.ClassId)))
            ? kept
            : throw new TuneException($"The step with the model '{model.Name}' cannot be tuned on '{data.Source}': none of {kept.Pictures} pictures shows what it reports. Label such pictures, or change the step's 'labels'.");
    }

    public double Score(IReadOnlyDictionary<string, string> options, string figure)
    {
        KeptOptions kept = _standard.With(options);
        ExaminedPicture[] pictures = [.. _raw.Pictures.Select((p, i) => Evaluator.ExaminedOf(p.Image, p.Found with { Objects = Keep(p.Found.Objects, kept) }, _raw.Match, i)).Select(Counted)];
        if (figure != TuneFigures.ObjectsF1)
        {
            CocoAccuracy coco = ObjectFigures.Of(pictures, _raw.Classes.Count, OverlapKind.Boxes, 0).Coco;
            return (figure switch { "ap50" => coco.AtIoU50, "ap75" => coco.AtIoU75, _ => coco.AveragePrecision }) ?? 0;
        }

        ErrorCounts errors = ErrorCounts.Of(pictures.Sum(p => p.Truth.Count(t => !t.Crowd)), pictures.SelectMany(p => ObjectJudge.Judge(p, OverlapKind.Boxes)), 0);
        return Ratio.F1(errors.Right, errors.Wrong, errors.Missed) ?? 0;
    }

    // What no threshold brings back would only outweigh the mistakes that a threshold decides about.
    private ExaminedPicture Counted(ExaminedPicture picture) => picture with { Truth = [.. picture.Truth.Where(t => _reported.Contains(t.ClassId))] };

    private bool IsKept(KeptOptions kept, int label) => kept.Labels is null || kept.Labels.Contains(_labels[label]);

    private List<FoundInPicture.Thing> Keep(IReadOnlyList<FoundInPicture.Thing> things, KeptOptions kept)
    {
        List<Detection> found =
        [
            .. things.Where(t => t.Confidence >= kept.MinConfidence && IsKept(kept, t.ClassId))
                .Select(t => new Detection(t.Box, t.ClassId, (float)t.Confidence)),
        ];
        NonMaximumSuppression.Apply(found, _needsNms ? kept.NmsThreshold : 1, kept.MaxDetections);
        return [.. found.Select(d => new FoundInPicture.Thing(d.ClassId, d.Confidence, d.Box, null))];
    }
}
