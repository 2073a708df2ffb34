using System.Globalization;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>The classes that the user's file names. A line <c>tv => tvmonitor</c> gives the class <c>tv</c> of the data another name; several may be given one.</summary>
/// <param name="Names">The names, each once, in the file's order.</param>
/// <param name="Numbers">The class of each name that the data may use.</param>
/// <param name="Lines">The name of each line: the class's of that number where the data have numbers alone.</param>
/// <param name="Renames">Whether a line says which class of the data it is for; then no line is for the class of its number.</param>
internal sealed record GivenClasses(IReadOnlyList<string> Names, IReadOnlyDictionary<string, int> Numbers, IReadOnlyList<string> Lines, bool Renames)
{
    private const string Becomes = " => ";

    /// <summary>Reads the lines of such a file.</summary>
    public static GivenClasses Of(IReadOnlyList<string> lines)
    {
        List<string> names = [];
        Dictionary<string, int> numbers = new(StringComparer.Ordinal), known = new(StringComparer.Ordinal);
        foreach ((string own, string name) in lines.Select(Parse))
        {
            if (known.TryAdd(name, names.Count))
            {
                names.Add(name);
            }

            numbers.TryAdd(own, known[name]);
        }

        return new GivenClasses(names, numbers, [.. lines.Select(l => Parse(l).Name)], lines.Any(l => l.Contains(Becomes, StringComparison.Ordinal)));
    }

    /// <summary>The class of each number, for data whose classes have numbers alone: of the line of that number, or <c>15 => cat</c>.</summary>
    public IReadOnlyDictionary<int, int> ByNumber()
    {
        if (!Renames)
        {
            Dictionary<string, int> known = Names.Index().ToDictionary(n => n.Item, n => n.Index, StringComparer.Ordinal);
            return Lines.Index().ToDictionary(l => l.Index, l => known[l.Item]);
        }

        Dictionary<int, int> classes = [];
        foreach ((string own, int number) in Numbers)
        {
            if (int.TryParse(own, NumberStyles.None, CultureInfo.InvariantCulture, out int said))
            {
                classes.TryAdd(said, number);
            }
        }

        return classes;
    }

    /// <summary>The class of each number, for data whose classes have names too: of its name, where the file holds names of the data; else of the line of that number.</summary>
    /// <param name="own">The data's names.</param>
    /// <param name="source">The data, for messages.</param>
    /// <exception cref="DatasetException">The file holds some of the names, and others that the data do not have.</exception>
    public IReadOnlyDictionary<int, int> ByNameOrNumber(IReadOnlyList<string> own, string source)
    {
        string[] unknown = [.. Numbers.Keys.Except(own)];
        if (unknown.Length == Numbers.Count || (!Renames && unknown.Length > 0 && Lines.Count == own.Count))
        {
            return ByNumber();
        }

        if (!Renames && unknown.Length > 0)
        {
            throw new DatasetException($"The classes of '{source}' cannot be told: of the file's {Lines.Count} names the data have {Numbers.Count - unknown.Length}, and not {string.Join(", ", unknown.Take(20).Select(n => $"'{n}'"))}. Correct these, write them as 'name of the data => other name', or give a name for each of the data's {own.Count} classes, in order.");
        }

        return own.Index().Where(o => Numbers.ContainsKey(o.Item)).ToDictionary(o => o.Index, o => Numbers[o.Item]);
    }

    private static (string Own, string Name) Parse(string line)
        => line.IndexOf(Becomes, StringComparison.Ordinal) is > 0 and var at ? (line[..at].Trim(), line[(at + Becomes.Length)..].Trim()) : (line, line);
}
