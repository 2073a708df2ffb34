namespace ImageAnalytics.Reporting.Data;

/// <summary>A kind of problem.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Count">How often it was met.</param>
/// <param name="Examples">Some of them, in whole sentences.</param>
public sealed record DataProblem(string Name, int Count, IReadOnlyList<string> Examples);
