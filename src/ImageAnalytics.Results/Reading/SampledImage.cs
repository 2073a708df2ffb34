namespace ImageAnalytics.Results;

/// <summary>An image chosen for a report, with all that was found in it.</summary>
/// <param name="Image">The image.</param>
/// <param name="Observations">Its observations, by step in the pipeline's order, then by number.</param>
public sealed record SampledImage(RunImage Image, IReadOnlyList<RunObservation> Observations);
