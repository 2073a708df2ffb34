namespace ImageAnalytics.Results.Comparing;

/// <summary>A difference that was chosen to be shown.</summary>
/// <param name="Difference">It, with at most <see cref="DifferenceSample.MostFindings"/> of its findings, without masks, embeddings and details.</param>
/// <param name="Findings">How many findings differ in all.</param>
public sealed record SampledDifference(ImageDifference Difference, int Findings);
