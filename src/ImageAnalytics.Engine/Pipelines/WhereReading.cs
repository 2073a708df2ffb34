namespace ImageAnalytics.Engine.Pipelines;

/// <summary>What came of reading a <c>where</c> expression: the expression, or what is wrong with it.</summary>
/// <param name="Expression">The expression; null when there are problems.</param>
/// <param name="Problems">Every problem by column; empty when there is an expression.</param>
public sealed record WhereReading(WhereExpression? Expression, IReadOnlyList<WhereProblem> Problems);
