using ImageAnalytics.Inference.Library;
using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Evaluation;
using ImageAnalytics.Training.Evaluation.Classification;

namespace ImageAnalytics.Training.Tuning;

/// <summary>What a classifier said about pictures.</summary>
internal sealed class KeptClasses(IReadOnlyList<ClassifiedPicture> pictures, KeptOptions standard, IReadOnlyList<string> notes) : IKeptAnswers
{
    /// <summary>Lets a model look at pictures.</summary>
    public static KeptClasses Look(InstalledModel model, Dataset data, KeptOptions standard, CancellationToken cancellationToken)
    {
        EvaluationResult result = Evaluator.Evaluate(new EvaluationRequest { Model = model, Data = data }, null, cancellationToken);
        return new(result.Classified, standard, [.. KeptNotes.OfBroken(result.Broken), .. result.Notes]);
    }

    public int Pictures => pictures.Count;

    public IReadOnlyList<string> Notes => notes;

    public double Score(IReadOnlyDictionary<string, string> options, string figure)
    {
        double least = standard.With(options).MinConfidence;
        SaidClass?[] said = [.. pictures.Select(p => p.Said.FirstOrDefault(s => s.Confidence >= least))];
        int right = said.Where((s, i) => s?.ClassId == pictures[i].Truth).Count(), answered = said.Count(s => s is not null);
        return figure == TuneFigures.Top1
            ? (double)right / pictures.Count
            : Ratio.F1(right, answered - right, pictures.Count - right) ?? 0;
    }
}
