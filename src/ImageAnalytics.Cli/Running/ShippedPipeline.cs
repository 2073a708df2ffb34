using ImageAnalytics.Cli.Composition;

namespace ImageAnalytics.Cli.Running;

/// <summary>Finds pipelines by the names of those that came with the program.</summary>
internal static class ShippedPipeline
{
    /// <summary>The path as given where it is a file; else that of the shipped pipeline with this name; else as given.</summary>
    public static string Resolve(string nameOrPath)
    {
        if (File.Exists(nameOrPath) || nameOrPath.Contains('/', StringComparison.Ordinal))
        {
            return nameOrPath;
        }

        string shipped = Path.Combine(SearchFolders.Pipelines, Path.ChangeExtension(nameOrPath, ".yaml"));
        return File.Exists(shipped) ? shipped : nameOrPath;
    }
}
