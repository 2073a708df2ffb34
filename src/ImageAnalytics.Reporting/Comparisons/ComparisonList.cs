using System.Text.Json;
using ImageAnalytics.Reporting.Writing;
using ImageAnalytics.Results.Comparing;

namespace ImageAnalytics.Reporting.Comparisons;

/// <summary>Writes the first differences as the rows of a table, as they are told.</summary>
/// <param name="folder">The page's folder.</param>
internal sealed class ComparisonList(string folder) : IDisposable
{
    /// <summary>So many differences are listed at most.</summary>
    public const int MostRows = 5_000;

    /// <summary>The name of the data.</summary>
    public const string Name = "list";

    private const int MostKinds = 8, MostPath = 1_000;
    private readonly ShardedScript _rows = new(folder, Name);

    /// <summary>How many are listed.</summary>
    public int Rows { get; private set; }

    /// <summary>How many files there are.</summary>
    public int Files => _rows.Count;

    /// <summary>Adds one, unless enough are listed.</summary>
    public void Add(ImageDifference difference)
    {
        if (Rows < MostRows)
        {
            Rows++;
            _rows.Add(json => Write(json, difference));
        }
    }

    public void Dispose() => _rows.Dispose();

    private static void Write(Utf8JsonWriter json, ImageDifference difference)
    {
        json.WriteStartArray();
        json.WriteStringValue(Cut(difference.Path));
        json.WriteStringValue(ComparisonScripts.Word(difference.Change));
        json.WriteStringValue(difference.Change == ImageChange.Moved ? Cut(difference.Before!.Path) : "");
        json.WriteStringValue(difference.FailedNow ? "failed now" : difference.FailedBefore ? "no longer failed" : "");
        json.WriteStartArray();
        foreach (((FindingChange change, string? before, string? after), int count) in difference.Findings
            .CountBy(f => (f.Change, f.Before?.Value.Label, f.After?.Value.Label)).OrderBy(e => e.Key.Change).ThenByDescending(e => e.Value).Take(MostKinds))
        {
            json.WriteStartArray();
            json.WriteStringValue(ComparisonScripts.Word(change));
            ComparisonScripts.WriteLabel(json, before);
            ComparisonScripts.WriteLabel(json, after);
            json.WriteNumberValue(count);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndArray();
    }

    private static string Cut(string path) => VisibleText.Of(path.Length > MostPath ? path[..MostPath] + "…" : path);
}
