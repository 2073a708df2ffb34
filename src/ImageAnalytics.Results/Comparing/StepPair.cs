namespace ImageAnalytics.Results.Comparing;

/// <summary>Two steps whose findings are compared.</summary>
/// <param name="Before">The id of the step in the earlier run.</param>
/// <param name="After">The id of the step in the later run.</param>
public sealed record StepPair(string Before, string After);
