using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Training.Evaluation.Objects;

namespace ImageAnalytics.Training.Evaluation;

/// <content>Detectors whose thresholds are applied later.</content>
public static partial class Evaluator
{
    /// <summary>Everything that a detector finds with thresholds of its own.</summary>
    /// <exception cref="EvaluationException">Model and data do not fit together, or no picture can be used.</exception>
    internal static RawDetections FindAll(EvaluationRequest request, Thresholds thresholds, CancellationToken cancellationToken)
    {
        if (!request.Data.Images.Any(i => i.Objects.Count > 0))
        {
            throw Refusal(request, "a detector needs to know where things are, and these data mark nothing in their pictures");
        }

        request = request with { Data = ClassSpelling.Merge(request.Data, LabelsOf(request.Model)) };
        ClassMatch match = MatchObjects(request, []);
        (var answers, var broken) = Look(request, request.Data.Images, () => OpenDetector(request, thresholds, masks: false, wanted: null), null, cancellationToken);
        (answers, broken) = WithoutMisfits(answers, broken);
        ResultOf(request, answers.Count, broken, []);
        return new RawDetections(match, request.Data.Classes, answers, broken);
    }
}
