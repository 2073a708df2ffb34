using ImageAnalytics.Results.Comparing;

namespace ImageAnalytics.Reporting.Comparisons;

/// <summary>What one step calls what the other calls so, as rows and columns: the most frequent labels by name, the others together.</summary>
public sealed class AgreementMatrix
{
    /// <summary>So many labels have a row and a column of their own.</summary>
    public const int MostLabels = 16;

    private const int Levels = 10;
    private readonly Dictionary<(int Row, int Column), long> _counts = [];
    private readonly Dictionary<int, long> _rows = [];
    private readonly Dictionary<string, int> _places;

    /// <param name="cells">What one calls what the other calls so.</param>
    public AgreementMatrix(IReadOnlyList<AgreementCell> cells)
    {
        string[] ordered =
        [
            .. cells.SelectMany(c => (IEnumerable<(string? Label, long Count)>)[(c.Before, c.Count), (c.After, c.Count)]).Where(c => c.Label is not null)
                .GroupBy(c => c.Label!, StringComparer.Ordinal).OrderByDescending(g => g.Sum(c => c.Count)).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key),
        ];
        Labels = [.. ordered.Take(MostLabels)];
        OtherLabels = ordered.Length - Labels.Count;
        _places = Labels.Index().ToDictionary(l => l.Item, l => l.Index, StringComparer.Ordinal);
        foreach (AgreementCell cell in cells)
        {
            (int row, int column) = (PlaceOf(cell.Before), PlaceOf(cell.After));
            _counts[(row, column)] = _counts.GetValueOrDefault((row, column)) + cell.Count;
            _rows[row] = _rows.GetValueOrDefault(row) + cell.Count;
            OthersAgreed += row == Others && cell.Before == cell.After ? cell.Count : 0;
        }

        Places = [.. Enumerable.Range(0, Labels.Count), .. OtherLabels > 0 ? (int[])[Others] : [], NotFound];
    }

    /// <summary>The labels with a row and a column of their own.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>How many others there are.</summary>
    public int OtherLabels { get; }

    /// <summary>Things on whose label, one of the others, both agree.</summary>
    public long OthersAgreed { get; }

    /// <summary>Rows and columns, in order.</summary>
    public IReadOnlyList<int> Places { get; }

    /// <summary>The place of labels without a place of their own.</summary>
    public static int Others => MostLabels;

    /// <summary>The place of what was not found.</summary>
    public static int NotFound => MostLabels + 1;

    /// <summary>How many things.</summary>
    public long Count(int row, int column) => _counts.GetValueOrDefault((row, column));

    /// <summary>The style of a cell: the stronger, the larger its part of the row. What is rare is still to be seen.</summary>
    public string Style(int row, int column)
        => Count(row, column) is > 0 and long count
            ? $"{(row == column ? "good" : "bad")} h{Math.Max(1, (int)Math.Round((double)Levels * count / _rows[row]))}"
            : "";

    private int PlaceOf(string? label) => label is null ? NotFound : _places.GetValueOrDefault(label, Others);
}
