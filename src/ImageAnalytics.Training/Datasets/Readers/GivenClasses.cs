namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>The classes that the user's file names. A line <c>tv => tvmonitor</c> gives the class <c>tv</c> of the data another name; several may be given one.</summary>
/// <param name="Names">The names, each once, in the file's order.</param>
/// <param name="Numbers">The class of each name that the data may use.</param>
/// <param name="Lines">The name of each line: the class's of that number where the data have numbers alone.</param>
internal sealed record GivenClasses(IReadOnlyList<string> Names, IReadOnlyDictionary<string, int> Numbers, IReadOnlyList<string> Lines)
{
    private const string Becomes = " => ";

    /// <summary>Reads the lines of such a file.</summary>
    public static GivenClasses Of(IReadOnlyList<string> lines)
    {
        List<string> names = [];
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        foreach ((string own, string name) in lines.Select(Parse))
        {
            int number = names.IndexOf(name);
            if (number < 0)
            {
                number = names.Count;
                names.Add(name);
            }

            numbers.TryAdd(own, number);
        }

        return new GivenClasses(names, numbers, [.. lines.Select(l => Parse(l).Name)]);
    }

    private static (string Own, string Name) Parse(string line)
        => line.IndexOf(Becomes, StringComparison.Ordinal) is > 0 and var at ? (line[..at].Trim(), line[(at + Becomes.Length)..].Trim()) : (line, line);
}
