namespace ImageAnalytics.Inference.Library;

/// <summary>Where models are looked for and installed.</summary>
public static class ModelFolders
{
    /// <summary>The environment variable that names the folder of installed models.</summary>
    public const string Variable = "IMAGEANALYTICS_MODELS";

    /// <summary>The folder that models are installed into: the variable's, or the user's data folder.</summary>
    public static string Default => FromVariable ?? UserData;

    /// <summary>The catalog that comes with the program: a folder for each model, with its card alone.</summary>
    public static string Catalog => Path.Combine(Own, "catalog");

    /// <summary>The models that come with the program.</summary>
    public static string Own => Path.Combine(AppContext.BaseDirectory, "models");

    private static string? FromVariable => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    private static string UserData
    {
        get
        {
            // The XDG specification: a relative path is to be ignored.
            string? data = Environment.GetEnvironmentVariable("XDG_DATA_HOME");
            string root = data is { Length: > 0 } && Path.IsPathRooted(data)
                ? data
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share");
            return Path.Combine(root, "imageanalytics", "models");
        }
    }

    /// <summary>The folders to search, first wins: those given, the variable's, the user's, the program's own.</summary>
    /// <param name="given">Folders of the command line.</param>
    public static IReadOnlyList<string> Search(IEnumerable<string> given)
        => [.. given.Append(FromVariable).Append(UserData).Append(Own).OfType<string>().Select(Path.GetFullPath).Distinct(StringComparer.Ordinal)];

    /// <summary>What is wrong with a folder that a person names to look for models in, in whole sentences; null when nothing is.</summary>
    /// <param name="folder">The folder.</param>
    public static string? ProblemOf(string folder)
    {
        if (string.IsNullOrEmpty(folder))
        {
            return "The name is empty; expected a folder that holds a folder for each model.";
        }

        bool IsModel(string path) => File.Exists(Path.Combine(path, Cards.ModelCard.FileName));
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), inside = Path.Combine(full, "models");
        return !Directory.Exists(full) ? $"There is no folder '{full}'; expected one that holds a folder for each model."
            : IsModel(full) ? $"'{full}' is a model; expected the folder that it is in, '{Path.GetDirectoryName(full)}'."
            : Directory.Exists(inside) && Directory.EnumerateDirectories(inside).Any(IsModel) && !Directory.EnumerateDirectories(full).Any(IsModel) ? $"'{full}' holds no model; expected '{inside}', which does."
            : null;
    }
}
