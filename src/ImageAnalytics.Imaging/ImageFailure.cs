namespace ImageAnalytics.Imaging;

/// <summary>What is wrong with a file.</summary>
/// <param name="Class">One of <see cref="Sdk.FailureClasses"/>.</param>
/// <param name="Message">Whole sentences for a person: what could not be done, what was expected and found, what to do.</param>
public sealed record ImageFailure(string Class, string Message);
