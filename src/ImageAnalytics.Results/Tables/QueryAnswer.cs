namespace ImageAnalytics.Results.Tables;

/// <summary>The answer to a query.</summary>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Rows">The first rows, a text for each column, empty where there is no value.</param>
/// <param name="Count">How many rows there are in all.</param>
public sealed record QueryAnswer(IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows, long Count);
