using System.Text.Json.Nodes;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Evaluation;
using ImageAnalytics.Training.Evaluation.Output;

namespace ImageAnalytics.Training.Tuning;

/// <summary>The figures that can be made large, in the words of <c>evaluate --json</c>; of each task the usual one first.</summary>
internal static class TuneFigures
{
    /// <summary>The figure of a classifier that may leave an answer out.</summary>
    public const string AnswersF1 = "f1";

    /// <summary>The part of a classifier's pictures whose surest answer is right.</summary>
    public const string Top1 = "top1";

    /// <summary>The figure of a detector at its working point.</summary>
    public const string ObjectsF1 = "f1_50";

    private const string Top5 = "top5";
    private const int FewestForTop5 = 5;

    private static readonly string[] s_objects = ["ap50", "ap", "ap75", ObjectsF1];

    /// <summary>The figures of a task's trained models; none where it cannot be tuned.</summary>
    public static IReadOnlyList<string> OfModel(string task) => task switch
    {
        ModelTasks.Classification => [Top1, Top5],
        ModelTasks.Detection or ModelTasks.FaceDetection => s_objects,
        ModelTasks.InstanceSegmentation => [.. s_objects, "mask_ap", "mask_ap50", "mask_ap75", "mask_f1_50", "mean_mask_iou"],
        _ => [],
    };

    /// <summary>The figures of a task's steps; none where they cannot be tuned.</summary>
    public static IReadOnlyList<string> OfStep(string task) => task switch
    {
        ModelTasks.Classification => [AnswersF1, Top1],
        ModelTasks.Detection or ModelTasks.InstanceSegmentation => [ObjectsF1, "ap50", "ap", "ap75"],
        _ => [],
    };

    /// <summary>The figure that is wanted, or the usual one.</summary>
    /// <exception cref="TuneException">There is no such figure.</exception>
    public static string Choose(string? wanted, IReadOnlyList<string> known, string file)
        => wanted is null ? known[0] : known.Contains(wanted) ? wanted
            : throw new TuneException($"{file}: 'figure' is '{wanted}'; expected one of: {string.Join(", ", known)}.");

    /// <summary>Refuses data that do not have a figure.</summary>
    /// <exception cref="TuneException">They do not; says why.</exception>
    public static void RequireIn(string figure, string name, params IReadOnlyList<Dataset> data)
    {
        string? why = figure == Top5 && data[0].Classes.Count <= FewestForTop5 ? $"of {data[0].Classes.Count} classes the right one is always among the first five"
            : IsOfMasks(figure) && data.Any(d => d.Images.All(i => i.Objects.All(o => o.Mask is null))) ? "the data have no masks"
            : null;
        if (why is not null)
        {
            throw new TuneException($"The recipe '{name}' cannot be tuned by '{figure}': {why}. Choose another 'figure'.");
        }
    }

    /// <summary>A figure of an evaluation; 0 where nothing is divided by nothing.</summary>
    public static double Of(EvaluationResult result, string figure)
        => (double?)JsonNode.Parse(EvaluationJson.Write(result))![figure] ?? 0;

    private static bool IsOfMasks(string figure) => figure.Contains("mask", StringComparison.Ordinal);
}
