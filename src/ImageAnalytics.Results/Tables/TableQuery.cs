namespace ImageAnalytics.Results.Tables;

/// <summary>One of the tables that a pipeline asks for.</summary>
/// <param name="Id">Its name; its file is <c>csv/ID.csv</c>.</param>
/// <param name="Sql">One SELECT over the views of a run.</param>
public sealed record TableQuery(string Id, string Sql);
