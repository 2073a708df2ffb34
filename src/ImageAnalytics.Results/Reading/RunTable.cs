namespace ImageAnalytics.Results;

/// <summary>The beginning of a table that a run made besides its usual ones.</summary>
/// <param name="Name">The file's name without its extension.</param>
/// <param name="Header">The names of the columns.</param>
/// <param name="Rows">The first rows.</param>
/// <param name="IsWhole">Whether these are all rows and columns.</param>
public sealed record RunTable(string Name, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows, bool IsWhole);
