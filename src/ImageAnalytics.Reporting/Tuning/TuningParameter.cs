namespace ImageAnalytics.Reporting;

/// <summary>Something that was tuned.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Logarithmic">Whether its numbers are shown on a logarithmic scale; they are then more than 0.</param>
public sealed record TuningParameter(string Name, bool Logarithmic);
