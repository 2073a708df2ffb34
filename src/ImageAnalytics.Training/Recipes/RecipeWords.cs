using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Recipes;

/// <summary>The words of recipes and what they mean.</summary>
internal static class RecipeWords
{
    public static IReadOnlyDictionary<string, DatasetFormat> Formats { get; } = Enum.GetValues<DatasetFormat>().ToDictionary(f => f.ToString().ToLowerInvariant());

    public static IReadOnlyDictionary<string, OptimizerKind> Optimizers { get; } = new Dictionary<string, OptimizerKind>
    {
        ["sgd"] = OptimizerKind.Sgd,
        ["adamw"] = OptimizerKind.AdamW,
    };

    public static IReadOnlyDictionary<string, RateSchedule> Schedules { get; } = new Dictionary<string, RateSchedule>
    {
        ["cosine"] = RateSchedule.Cosine,
        ["steps"] = RateSchedule.Steps,
        ["linear"] = RateSchedule.Linear,
        ["constant"] = RateSchedule.Constant,
    };
}
