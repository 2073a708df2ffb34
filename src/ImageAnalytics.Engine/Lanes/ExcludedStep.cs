namespace ImageAnalytics.Engine.Lanes;

/// <summary>A step that is not tried again on an image, because it took the worker down or outlasted its time there.</summary>
/// <param name="Step">Index of the step in the job.</param>
/// <param name="Failure">One of the failure classes.</param>
/// <param name="Message">What happened, in whole sentences.</param>
public sealed record ExcludedStep(int Step, string Failure, string Message);
