namespace ImageAnalytics.Engine.Listing;

/// <summary>A folder to list.</summary>
/// <param name="FullPath">Absolute, in path text.</param>
/// <param name="Prefix">What its images' paths begin with: empty for a single input, else the folder's own name and a slash.</param>
public sealed record InputFolder(string FullPath, string Prefix)
{
    /// <summary>Gives every input its prefix; a name that occurs twice gets <c>~2</c>, <c>~3</c> … in the order given.</summary>
    /// <param name="fullPaths">Absolute paths in path text.</param>
    public static IReadOnlyList<InputFolder> Name(IReadOnlyList<string> fullPaths)
    {
        ArgumentNullException.ThrowIfNull(fullPaths);
        if (fullPaths.Count == 1)
        {
            return [new InputFolder(fullPaths[0], "")];
        }

        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        List<InputFolder> named = [];
        foreach (string path in fullPaths)
        {
            string name = path.TrimEnd('/');
            name = name[(name.LastIndexOf('/') + 1)..];
            int count = seen[name] = seen.GetValueOrDefault(name) + 1;
            named.Add(new InputFolder(path, (count == 1 ? name : $"{name}~{count}") + "/"));
        }

        return named;
    }
}
