using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Evaluation;
using ImageAnalytics.Training.Recipes;

namespace ImageAnalytics.Cli.Training;

/// <summary>The labelled data that <c>evaluate</c> judges a model on: named themselves, or those that a recipe keeps apart.</summary>
internal sealed record EvaluatedData
{
    /// <summary>The recipe; null where data are named.</summary>
    public string? Recipe { get; init; }

    /// <summary>The data, in place of the recipe's where there is one.</summary>
    public string? Path { get; init; }

    /// <summary>The word for their format; null with a recipe, which says it.</summary>
    public string? Format { get; init; }

    /// <summary>The split; null for all, and with a recipe.</summary>
    public string? Split { get; init; }

    /// <summary>How they are read; not used with a recipe.</summary>
    public DatasetReaderOptions Options { get; init; } = new();

    /// <summary>Reads them.</summary>
    /// <exception cref="DatasetException">They cannot be read.</exception>
    /// <exception cref="RecipeException">The recipe is wrong, or keeps nothing apart.</exception>
    /// <exception cref="EvaluationException">The recipe's data have no labels.</exception>
    public (Dataset Data, string? Split) Read()
    {
        if (Recipe is null)
        {
            return (DatasetReader.Read(Path!, DatasetReader.FormatOf(Format!)!.Value, Options), Split);
        }

        Recipe recipe = RecipeReader.Load(Recipe);
        if (!recipe.HasLabels)
        {
            throw new EvaluationException($"The data of '{Recipe}' cannot be evaluated on: its pictures need no labels. Name others with --data and --format.");
        }

        Dataset kept = RecipeDataReader.Read(Path is null ? recipe : recipe.On(Path)).Validation;
        return (kept, kept.Images[0].Split);
    }
}
