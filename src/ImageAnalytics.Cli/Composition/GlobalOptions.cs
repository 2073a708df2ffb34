using System.CommandLine;
using ImageAnalytics.Inference.Library;

namespace ImageAnalytics.Cli.Composition;

/// <summary>Options that every command understands.</summary>
internal static class GlobalOptions
{
    /// <summary>Folders with models.</summary>
    public static Option<string[]> Models { get; } = OfFoldersWithModels(new("--models")
    {
        Description = "Folders to look for models in, before IMAGEANALYTICS_MODELS and the user's data folder.",
        HelpName = "DIR",
        AllowMultipleArgumentsPerToken = true,
        Recursive = true,
        DefaultValueFactory = _ => [],
    });

    /// <summary>Folders with plugins.</summary>
    public static Option<string[]> Plugins { get; } = new("--plugins")
    {
        Description = "Folders to look for plugins in, before IMAGEANALYTICS_PLUGINS, the user's data folder and those that came with the program.",
        HelpName = "DIR",
        AllowMultipleArgumentsPerToken = true,
        Recursive = true,
        DefaultValueFactory = _ => [],
    };

    // A mistyped folder would be passed over, and another model of the same name be used.
    private static Option<string[]> OfFoldersWithModels(Option<string[]> models)
    {
        models.Validators.Add(result =>
        {
            foreach (string problem in result.Tokens.Select(t => ModelFolders.ProblemOf(t.Value)).OfType<string>())
            {
                result.AddError($"--models: {problem}");
            }
        });
        return models;
    }
}
