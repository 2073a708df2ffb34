namespace ImageAnalytics.Results.Tables;

/// <summary>Why a query cannot be run.</summary>
/// <param name="Message">A whole sentence.</param>
/// <param name="Index">Index into the query's text where it is wrong; null where that is not known.</param>
/// <param name="Expected">What would be right; null when the message says it.</param>
/// <param name="Unknown">A name that does not exist; null for other problems.</param>
/// <param name="Candidates">Names that could have been meant.</param>
public sealed record QueryProblem(string Message, int? Index = null, string? Expected = null, string? Unknown = null, IReadOnlyList<string>? Candidates = null);
