namespace ImageAnalytics.Sdk;

/// <summary>What is wrong with one option of a step.</summary>
/// <param name="Option">Its name as written.</param>
/// <param name="Message">A whole sentence with what was found and what was expected.</param>
public sealed record OptionProblem(string Option, string Message);
