using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Evaluation.Pictures;

namespace ImageAnalytics.Training.Evaluation;

/// <summary>Judges an installed model on labelled data. The model runs exactly as the plugins run it, so that figures are those of a pipeline.</summary>
public static partial class Evaluator
{
    /// <summary>Judges a model.</summary>
    /// <param name="request">What is to be compared.</param>
    /// <param name="progress">Told how far it is, from several threads; may be null.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="EvaluationException">Model and data do not fit together, or no picture can be read.</exception>
    /// <exception cref="Sdk.PluginException">A model cannot be opened; names every problem.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static EvaluationResult Evaluate(EvaluationRequest request, IProgress<EvaluationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Enrolled, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Lanes, 1);
        request = request with { Data = SplitOf(request.Data, request.Split) };
        return request.Model.Task switch
        {
            ModelTasks.Classification => Classify(request, progress, cancellationToken),
            ModelTasks.Detection or ModelTasks.InstanceSegmentation or ModelTasks.FaceDetection => FindObjects(request, progress, cancellationToken),
            ModelTasks.FaceEmbedding => TellFacesApart(request, progress, cancellationToken),
            _ => throw Refusal(request, $"a model for {request.Model.Task} makes pictures, and no data say which picture would be right. Look at what a pipeline makes with it"),
        };
    }

    /// <summary>The pictures of a split; all of them where it is null.</summary>
    /// <exception cref="EvaluationException">There are none.</exception>
    internal static Dataset SplitOf(Dataset data, string? split)
    {
        Dataset part = data.Only(split);
        if (part.Images.Count > 0 || part.Pairs.Count > 0)
        {
            return part;
        }

        string[] splits = [.. data.Images.Select(i => i.Split).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        throw new EvaluationException(
            split is null ? $"There is no picture in '{data.Source}'."
            : splits.Length == 0 ? $"There is no split '{split}' in '{data.Source}': these data have no splits. Leave --split away."
            : $"There is no split '{split}' in '{data.Source}'. It has: {ClassMatch.ListOf(splits)}.");
    }

    private static EvaluationException Refusal(EvaluationRequest request, string why)
        => new($"The model '{request.Model.Name}' cannot be evaluated on '{request.Data.Source}': {why}.");

    private static EvaluationResult ResultOf(EvaluationRequest request, int images, IReadOnlyList<BrokenPicture> broken, IEnumerable<string> notes)
    {
        if (images == 0 && broken.Count > 0)
        {
            string what = broken.All(b => b.IsModels) ? $"the model fails on all {broken.Count} pictures" : $"none of its {broken.Count} pictures can be used";
            throw Refusal(request, $"{what}; of '{broken[0].Name}': {broken[0].Message.TrimEnd('.')}");
        }

        return new EvaluationResult
        {
            Task = request.Model.Task,
            Model = request.Model.Name,
            Data = request.Data,
            Split = request.Split,
            Images = images,
            Broken = broken,
            Notes = [.. request.Data.CountedProblems, .. notes],
        };
    }

    private static (IReadOnlyList<(LabelledImage Image, TAnswer Answer)> Answers, IReadOnlyList<BrokenPicture> Broken) Look<TAnswer>(
        EvaluationRequest request, IReadOnlyList<LabelledImage> images, Func<IPictureLane<TAnswer>> open, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
        where TAnswer : class
        => PictureLanes.Look(images, open, request.Lanes, done => progress?.Report(new EvaluationProgress(done, images.Count)), cancellationToken);

    private static IEnumerable<string> NotesOf(ClassMatch match, bool objects)
    {
        if (match.OnlyInData.Count > 0)
        {
            yield return $"The model does not have {match.OnlyInData.Count} of the data's classes and misses all of them: {ClassMatch.ListOf(match.OnlyInData)}. Where it has them under other names, say so in a file for --classes: 'tv => tvmonitor'.";
        }

        if (match.OnlyInModel.Count > 0)
        {
            yield return $"The data do not have {match.OnlyInModel.Count} of the model's classes; {(objects ? "what is found of them is left out" : "an answer that names one is wrong")}: {ClassMatch.ListOf(match.OnlyInModel)}.";
        }
    }

    private static IReadOnlyList<string> LabelsOf(InstalledModel model) => model.ReadLabels();
}
