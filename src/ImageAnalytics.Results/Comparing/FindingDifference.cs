namespace ImageAnalytics.Results.Comparing;

/// <summary>One thing in an image about which two runs differ.</summary>
/// <param name="Steps">The steps that were compared.</param>
/// <param name="Change">What differs.</param>
/// <param name="Before">What the earlier run says; null when it did not find it.</param>
/// <param name="After">What the later run says; null when it did not find it.</param>
public sealed record FindingDifference(StepPair Steps, FindingChange Change, StoredObservation? Before, StoredObservation? After);
