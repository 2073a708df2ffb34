namespace ImageAnalytics.Results.Tables;

/// <summary>What became of one of the tables of a run.</summary>
/// <param name="Id">Its name; its file is <c>csv/ID.csv</c>.</param>
/// <param name="Sql">Its query.</param>
/// <param name="Rows">Rows of its file.</param>
/// <param name="Problem">Why it has no file, in whole sentences; null when it has one.</param>
public sealed record TableResult(string Id, string Sql, long Rows, string? Problem);
