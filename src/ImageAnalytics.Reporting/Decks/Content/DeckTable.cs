namespace ImageAnalytics.Reporting.Decks;

/// <summary>A table.</summary>
/// <param name="Columns">At least one.</param>
/// <param name="Rows">A cell for each column, in each.</param>
public sealed record DeckTable(IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
