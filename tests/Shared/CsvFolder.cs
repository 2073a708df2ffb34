using System.Text;

namespace ImageAnalytics.Testing;

/// <summary>The nine CSV files of a run, as bytes and as rows. Read at once, so that it outlives the run's folder.</summary>
internal sealed class CsvFolder
{
    /// <summary>The files that every run writes.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "classifications.csv", "detections.csv", "faces.csv", "failures.csv", "images.csv", "instances.csv", "observations.csv", "pictures.csv", "summary.csv",
    ];

    private readonly Dictionary<string, byte[]> _files;

    private CsvFolder(Dictionary<string, byte[]> files) => _files = files;

    /// <summary>Reads the files of a run; fails the test when one is missing or another is there.</summary>
    public static CsvFolder Of(string runFolder)
    {
        string folder = Path.Combine(runFolder, "csv");
        Assert.Equal(Names, Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        return new CsvFolder(Names.ToDictionary(n => n, n => File.ReadAllBytes(Path.Combine(folder, n))));
    }

    /// <summary>The rows of <c>observations.csv</c>.</summary>
    public IReadOnlyList<CsvRow> Observations => Rows("observations.csv");

    /// <summary>The rows of <c>images.csv</c>.</summary>
    public IReadOnlyList<CsvRow> Images => Rows("images.csv");

    /// <summary>The rows of <c>failures.csv</c>.</summary>
    public IReadOnlyList<CsvRow> Failures => Rows("failures.csv");

    /// <summary>The bytes of a file, as text.</summary>
    public string Text(string name) => Encoding.UTF8.GetString(_files[name]);

    /// <summary>The rows of a file.</summary>
    public IReadOnlyList<CsvRow> Rows(string name)
    {
        List<string[]> records = [.. CsvText.Read(name, Text(name))];
        return [.. records.Skip(1).Select(cells => new CsvRow(records[0], cells))];
    }

    /// <summary>Fails the test, and shows the first line that differs, unless all nine files are equal byte for byte.</summary>
    public void AssertEquals(CsvFolder other, string context = "")
    {
        foreach (string name in Names)
        {
            if (!_files[name].AsSpan().SequenceEqual(other._files[name]))
            {
                string[] expected = Text(name).Split("\r\n"), found = other.Text(name).Split("\r\n");
                int line = expected.Zip(found).TakeWhile(p => p.First == p.Second).Count();
                Assert.Fail($"{name} differs {context} in line {line + 1} of {expected.Length} and {found.Length}.\n"
                    + $"Expected: {expected.ElementAtOrDefault(line)}\nFound:    {found.ElementAtOrDefault(line)}");
            }
        }
    }
}
