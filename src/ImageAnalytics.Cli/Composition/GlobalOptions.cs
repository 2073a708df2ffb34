using System.CommandLine;
using ImageAnalytics.Engine.Plugins;
using ImageAnalytics.Inference.Library;

namespace ImageAnalytics.Cli.Composition;

/// <summary>Options that every command understands.</summary>
internal static class GlobalOptions
{
    /// <summary>Folders with models.</summary>
    public static Option<string[]> Models { get; } = OfFolders("--models", "Folders to look for models in, before IMAGEANALYTICS_MODELS and the user's data folder.", ModelFolders.ProblemOf);

    /// <summary>Folders with plugins.</summary>
    public static Option<string[]> Plugins { get; } = OfFolders(
        "--plugins", "Folders to look for plugins in, before IMAGEANALYTICS_PLUGINS, the user's data folder and those that came with the program.", PluginCatalog.ProblemOf);

    // A mistyped folder would be passed over, and another model or plugin of the same name be used.
    private static Option<string[]> OfFolders(string name, string description, Func<string, string?> problemOf)
    {
        Option<string[]> folders = new(name) { Description = description, HelpName = "DIR", AllowMultipleArgumentsPerToken = true, Recursive = true, DefaultValueFactory = _ => [] };
        folders.Validators.Add(result =>
        {
            foreach (string problem in result.Tokens.Select(t => problemOf(t.Value)).OfType<string>())
            {
                result.AddError($"{name}: {problem}");
            }
        });
        return folders;
    }
}
