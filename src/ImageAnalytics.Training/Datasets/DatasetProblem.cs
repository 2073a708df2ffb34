namespace ImageAnalytics.Training.Datasets;

/// <summary>Something in the data that was left out or mended while reading.</summary>
/// <param name="Kind">What kind of problem, to count by.</param>
/// <param name="Image">The picture it was found in; null where it belongs to none.</param>
/// <param name="Message">What was found, what was expected and what was done, in whole sentences.</param>
public sealed record DatasetProblem(DatasetProblemKind Kind, string? Image, string Message);
