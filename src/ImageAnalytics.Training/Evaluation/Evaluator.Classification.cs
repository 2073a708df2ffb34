using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Evaluation.Classification;

namespace ImageAnalytics.Training.Evaluation;

/// <content>Classifiers.</content>
public static partial class Evaluator
{
    private static EvaluationResult Classify(EvaluationRequest request, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        LabelledImage[] images = [.. request.Data.Images.Where(i => i.ClassId is not null)];
        if (images.Length == 0)
        {
            throw Refusal(request, "a classifier needs to know what each whole picture shows, and these data say only what is marked in it. Use data in folders or IDX files, or a detector");
        }

        IReadOnlyList<string> labels = LabelsOf(request.Model);
        request = request with { Data = ClassSpelling.Merge(request.Data, labels) };
        images = [.. request.Data.Images.Where(i => i.ClassId is not null)];
        ClassMatch match = ClassMatch.Match(request.Model.Name, labels, request.Data);
        (var answers, var broken) = Look(request, images, () => ClassifierLane.Open(request.Model), progress, cancellationToken);
        List<string> notes = [.. NotesOf(match, objects: false)];
        if (images.Length < request.Data.Images.Count)
        {
            notes.Add($"{request.Data.Images.Count - images.Length} pictures have no class and are left out.");
        }

        EvaluationResult result = ResultOf(request, answers.Count, broken, notes);
        ClassifiedPicture[] classified = [.. answers.Select(a => new ClassifiedPicture(a.Image.Name, a.Image.ClassId!.Value, SaidOf(a.Answer, match, labels)))];
        return result with
        {
            Match = match,
            Classified = classified,
            Classification = ClassificationFigures.Of(classified, request.Data.Classes.Count, labels.Count),
        };
    }

    private static SaidClass[] SaidOf(IReadOnlyList<ClassConfidence> answer, ClassMatch match, IReadOnlyList<string> labels)
        => [.. answer.Select(a => new SaidClass(match.Of(a.ClassId), labels[a.ClassId], a.Confidence))];
}
