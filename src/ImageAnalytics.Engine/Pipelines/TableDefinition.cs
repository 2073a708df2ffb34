namespace ImageAnalytics.Engine.Pipelines;

/// <summary>One of the <c>tables</c> of a pipeline: read-only SQL over the views of a run.</summary>
/// <param name="Id">Its name, unique among the tables.</param>
/// <param name="Sql">The query as written.</param>
/// <param name="Position">Where it stands in the file.</param>
public sealed record TableDefinition(string Id, string Sql, SourcePosition Position)
{
    /// <summary>Where its id stands.</summary>
    internal SourcePosition IdPosition { get; init; } = Position;

    /// <summary>Where a character of its query stands, by its index; the place of the whole query for null.</summary>
    internal Func<int?, SourcePosition> PositionInSql { get; init; } = _ => Position;
}
