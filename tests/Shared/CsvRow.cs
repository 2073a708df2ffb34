namespace ImageAnalytics.Testing;

/// <summary>A row of a CSV file, by column name. Equal when all cells are.</summary>
internal sealed class CsvRow(string[] header, string[] cells) : IEquatable<CsvRow>
{
    private readonly string[] _cells = cells;

    /// <summary>A cell.</summary>
    public string this[string column] => _cells[Array.IndexOf(header, column) is var i and >= 0 ? i : throw new ArgumentException($"There is no column '{column}'.", nameof(column))];

    public bool Equals(CsvRow? other) => other is not null && _cells.AsSpan().SequenceEqual(other._cells);

    public override bool Equals(object? obj) => Equals(obj as CsvRow);

    public override int GetHashCode() => string.GetHashCode(_cells[0], StringComparison.Ordinal);

    public override string ToString() => string.Join(',', _cells);
}
