namespace ImageAnalytics.Results;

/// <summary>What a step made of one content.</summary>
/// <param name="Fingerprint">The step's fingerprint.</param>
/// <param name="Failure">The class of failure; null when the step succeeded, also when it found nothing.</param>
/// <param name="Message">What happened; null without a failure.</param>
/// <param name="Observations">What it found. Of a step that failed nothing is kept.</param>
public sealed record StepResult(string Fingerprint, string? Failure, string? Message, IReadOnlyList<StoredObservation> Observations);
