using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Training.Recipes;

/// <summary>Reads paths in recipes.</summary>
internal static class RecipePath
{
    /// <summary>A path that the system can take; empty, with a problem, where it is none.</summary>
    public static string Read(YamlMap map, string key)
    {
        string path = map.Text(key);
        if (map.Has(key) && (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal)))
        {
            map.Problems.Add(map.Place(key), $"'{key}' is no path; expected the path of a file or folder, absolute or relative to the recipe.");
            return "";
        }

        return path;
    }
}
