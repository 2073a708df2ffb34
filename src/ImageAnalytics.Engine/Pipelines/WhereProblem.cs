namespace ImageAnalytics.Engine.Pipelines;

/// <summary>What is wrong with a <c>where</c> expression, and where.</summary>
/// <param name="Column">Place in the expression's text, from 1, in UTF-16 units.</param>
/// <param name="Message">Whole sentences: what was found, the next step.</param>
/// <param name="Expected">What would be right; null when the message says it.</param>
/// <param name="Nearest">The nearest right name; null when none is near.</param>
public sealed record WhereProblem(int Column, string Message, string? Expected = null, string? Nearest = null);
