namespace ImageAnalytics.Results.Combining;

/// <summary>What one of the combined steps found in an image.</summary>
/// <param name="Step">The step's id.</param>
/// <param name="Observations">Its observations, as they are stored.</param>
public sealed record StepFindings(string Step, IReadOnlyList<StoredObservation> Observations);
