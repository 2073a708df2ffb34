using System.CommandLine;

namespace ImageAnalytics.Cli.Composition;

/// <summary>Options that every command understands.</summary>
internal static class GlobalOptions
{
    /// <summary>Folders with models.</summary>
    public static Option<string[]> Models { get; } = new("--models")
    {
        Description = "Folders to look for models in, before IMAGEANALYTICS_MODELS and the user's data folder.",
        HelpName = "DIR",
        AllowMultipleArgumentsPerToken = true,
        Recursive = true,
        DefaultValueFactory = _ => [],
    };

    /// <summary>Folders with plugins.</summary>
    public static Option<string[]> Plugins { get; } = new("--plugins")
    {
        Description = "Folders to look for plugins in, before IMAGEANALYTICS_PLUGINS, the user's data folder and those that came with the program.",
        HelpName = "DIR",
        AllowMultipleArgumentsPerToken = true,
        Recursive = true,
        DefaultValueFactory = _ => [],
    };
}
