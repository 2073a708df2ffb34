namespace ImageAnalytics.Engine.Runs;

/// <summary>Where folders of another machine are found on this one. The first that matches counts; a folder that none matches has the same path here.</summary>
/// <param name="Pairs">Absolute folders, there and here, without a slash at the end.</param>
public sealed record PathMap(IReadOnlyList<(string From, string To)> Pairs)
{
    /// <summary>Every folder has the same path on both machines.</summary>
    public static PathMap None { get; } = new([]);

    /// <summary>Reads maps, each <c>FROM=TO</c>.</summary>
    /// <exception cref="RunRefusedException">Some are none; names all of them.</exception>
    public static PathMap Parse(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        List<string> problems = [];
        List<(string, string)> pairs = [];
        foreach (string text in texts)
        {
            if (text.Split('=') is [['/', ..] from, ['/', ..] to])
            {
                pairs.Add((Plain(from), Plain(to)));
            }
            else
            {
                problems.Add($"--map is '{text}'; expected FROM=TO with two absolute folders, the one of the machine that started the run first, such as /data=/mnt/data.");
            }
        }

        return problems.Count == 0 ? new PathMap(pairs) : throw new RunRefusedException(problems);
    }

    /// <summary>The path on this machine.</summary>
    public string Here(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        foreach ((string from, string to) in Pairs)
        {
            if (path == from)
            {
                return to;
            }

            string below = from == "/" ? from : from + "/";
            if (path.StartsWith(below, StringComparison.Ordinal))
            {
                return (to == "/" ? to : to + "/") + path[below.Length..];
            }
        }

        return path;
    }

    private static string Plain(string folder) => Path.GetFullPath(folder) is var full && full == "/" ? full : full.TrimEnd('/');
}
