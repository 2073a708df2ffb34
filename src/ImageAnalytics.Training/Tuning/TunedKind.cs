using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Training.Tuning;

/// <summary>Tells recipes from pipelines.</summary>
public static class TunedKind
{
    /// <summary>Whether a file is a recipe: its <c>recipe</c> says so. All others are taken for pipelines.</summary>
    /// <exception cref="TuneException">It cannot be read.</exception>
    public static bool IsRecipe(string path)
        => YamlTree.Read(TuneFileReader.ReadText(path, "recipe or pipeline"), new YamlProblems(path)) is { Kind: YamlKind.Map } root && root.Pairs.Any(p => p.Key.Text == "recipe");
}
