namespace ImageAnalytics.Inference.Library;

/// <summary>One thing that was checked about a model.</summary>
/// <param name="Name">What was checked, in a word or two.</param>
/// <param name="Passed">Whether it is as it should be.</param>
/// <param name="Message">What was found, in a sentence.</param>
public sealed record VerifyCheck(string Name, bool Passed, string Message);
