namespace ImageAnalytics.Reporting;

/// <summary>A tuning with the addresses of its charts.</summary>
/// <param name="Model">What to show.</param>
/// <param name="Course">The chart of all trials, for light and for dark pages.</param>
/// <param name="Parameters">The chart of each parameter with its name.</param>
public sealed record TuningView(TuningModel Model, (string Light, string Dark) Course, IReadOnlyList<(string Name, string Light, string Dark)> Parameters);
