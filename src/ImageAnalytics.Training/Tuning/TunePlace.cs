namespace ImageAnalytics.Training.Tuning;

/// <summary>How the parameters of one kind of file are set.</summary>
internal static class TunePlace
{
    /// <summary>A recipe with a trial's values.</summary>
    public static string InRecipe(string text, IReadOnlyDictionary<string, string> values)
        => YamlEdit.Set(text, values.Select(v => ((IReadOnlyList<string>)v.Key.Split('.'), v.Value)));

    /// <summary>A pipeline with a trial's values.</summary>
    public static string InPipeline(string text, IReadOnlyDictionary<string, string> values)
        => YamlEdit.Set(text, values.Select(v => ((IReadOnlyList<string>)["steps", $"{YamlEdit.ById}{StepOf(v.Key)}", "options", OptionOf(v.Key)], v.Value)));

    /// <summary>The step of a pipeline's parameter.</summary>
    public static string StepOf(string name) => name[..name.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>The option of a pipeline's parameter.</summary>
    public static string OptionOf(string name) => name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
