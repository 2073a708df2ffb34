namespace ImageAnalytics.Engine.Pipelines;

/// <summary>One of the <c>tables</c> of a pipeline: read-only SQL over the views of a run. Understood, but not available in this version.</summary>
/// <param name="Id">Its name, unique among the tables.</param>
/// <param name="Sql">The query as written.</param>
/// <param name="Position">Where it stands in the file.</param>
public sealed record TableDefinition(string Id, string Sql, SourcePosition Position);
