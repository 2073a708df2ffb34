using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Training.Recipes;

/// <summary>Reads paths in recipes.</summary>
internal static class RecipePath
{
    /// <summary>A path that the system can take; empty, with a problem, where it is none.</summary>
    public static string Read(YamlMap map, string key)
    {
        string path = map.Text(key);
        return map.Has(key) && !Check(map, key, path) ? "" : path;
    }

    /// <summary>A path, or a list of several.</summary>
    public static IReadOnlyList<string> ReadSeveral(YamlMap map, string key)
    {
        if (!map.Has(key) || map.Place(key).Kind != YamlKind.List)
        {
            return map.Has(key) ? [Read(map, key)] : [];
        }

        IReadOnlyList<string> paths = map.Texts(key, required: true);
        if (map.Place(key).Items.Count == 0)
        {
            map.Problems.Add(map.Place(key), $"'{key}' is an empty list; expected a path, or one for each of 'members'. Leave '{key}' away to name none.");
        }

        return [.. paths.Where(p => Check(map, key, p))];
    }

    private static bool Check(YamlMap map, string key, string path)
    {
        bool good = path.Length > 0 && !path.Contains('\0', StringComparison.Ordinal);
        if (!good)
        {
            map.Problems.Add(map.Place(key), $"'{key}' is no path; expected the path of a file or folder, absolute or relative to the recipe.");
        }

        return good;
    }
}
