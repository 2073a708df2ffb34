using ImageAnalytics.Results.Evaluation;

namespace ImageAnalytics.Training.Evaluation.Objects;

/// <summary>A detection and what it turned out to be.</summary>
/// <param name="Found">The detection.</param>
/// <param name="Verdict">What it turned out to be.</param>
/// <param name="Truth">The object that it found; null where <paramref name="Verdict"/> is another than <see cref="Verdict.Right"/>.</param>
/// <param name="IoU">How much both overlap; 0 where it found none.</param>
public sealed record JudgedObject(DetectedObject Found, Verdict Verdict, TruthObject? Truth, double IoU);
