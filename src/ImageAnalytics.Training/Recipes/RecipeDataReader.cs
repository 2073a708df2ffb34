using ImageAnalytics.Training.Datasets;

namespace ImageAnalytics.Training.Recipes;

/// <summary>Reads a recipe's data and parts them into what is learned from and what is kept apart.</summary>
public static class RecipeDataReader
{
    // What the splitter calls its parts.
    private const string Train = "train", Validation = "val";

    /// <summary>Reads the data.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <returns>What is learned from, and what is kept apart: the same pictures every time, by their content or place. All of it has one split.</returns>
    /// <exception cref="DatasetException">They cannot be read.</exception>
    /// <exception cref="RecipeException">A split that the recipe names is not there, or nothing is left.</exception>
    public static (Dataset Train, Dataset Validation) Read(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        RecipeData data = recipe.Data;
        string? FromRecipe(string? path) => path is null ? null : Path.GetFullPath(path, recipe.Folder);
        DatasetReaderOptions options = new() { ClassesFile = FromRecipe(data.ClassesFile), ImagesPath = FromRecipe(data.ImagesPath), LabelsFolder = data.LabelsFolder, WithoutLabels = !recipe.Family.NeedsLabels };
        Dataset all = DatasetReader.Read(Path.GetFullPath(data.Path, recipe.Folder), data.Format, options);
        string[] missing = [.. new[] { data.Train, data.Validation }.OfType<string>().Where(s => all.Images.All(i => i.Split != s)).Distinct()];
        if (missing.Length > 0)
        {
            string[] known = [.. all.Images.Select(i => i.Split).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
            throw new RecipeException(
                $"'{all.Source}' has no pictures in the split {string.Join(", ", missing.Select(m => $"'{m}'"))}. "
                + (known.Length > 0 ? $"Its splits are: {string.Join(", ", known)}." : "It has no splits: use 'holdOut' in the recipe's data."));
        }

        // What the data call 'test' is not learned from where they say what is.
        string kept = data.Validation ?? Validation;
        string? from = data.Train ?? (kept != Train && all.Images.Any(i => i.Split == Train) ? Train : null);
        Dataset learned = all.Only(from);
        Dataset parted = data.HoldOut switch
        {
            HoldOutKind.None => all,
            HoldOutKind.LowestIndexHash => DatasetSplitter.ByIndexHash(learned, Math.Min((int)data.HoldOutAmount, learned.Images.Count)),
            HoldOutKind.ClassShare => DatasetSplitter.ByClass(learned, data.HoldOutAmount),
            _ => DatasetSplitter.ByContent(learned, (Train, 1 - data.HoldOutAmount), (Validation, data.HoldOutAmount)),
        };
        Dataset validation = parted.Only(kept);
        Dataset train = data.HoldOut == HoldOutKind.None && from is not null ? parted.Only(from) : parted with { Images = [.. parted.Images.Where(i => i.Split != kept)] };
        return train.Images.Count > 0 && validation.Images.Count > 0
            ? (train, validation)
            : throw new RecipeException($"Of the {learned.Images.Count} pictures in '{all.Source}', {train.Images.Count} are left to learn from and {validation.Images.Count} to validate with; expected at least one each. Change 'train', 'validation' or 'holdOut' in the recipe.");
    }
}
