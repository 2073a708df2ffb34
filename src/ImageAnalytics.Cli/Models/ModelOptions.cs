using System.CommandLine;

namespace ImageAnalytics.Cli.Models;

/// <summary>Options that several commands about models have.</summary>
internal static class ModelOptions
{
    /// <summary>Folders to search before the usual ones.</summary>
    public static Option<string[]> Folders() => new("--models")
    {
        Description = "A folder with models, searched before the usual ones (the folder of IMAGEANALYTICS_MODELS, the user's data folder, the program's own). May be given several times.",
        HelpName = "DIR",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
    };
}
