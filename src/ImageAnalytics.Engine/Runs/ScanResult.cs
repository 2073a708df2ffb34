using ImageAnalytics.Engine.Alerts;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Runs;

/// <summary>A finished run with the time it took.</summary>
/// <param name="Outcome">Counts and folder.</param>
/// <param name="Elapsed">From the first file listed to the last result written.</param>
public sealed record ScanResult(RunOutcome Outcome, TimeSpan Elapsed)
{
    /// <summary>What came of the pipeline's alerts; null when it has none.</summary>
    public AlertsFile? Alerts { get; init; }
}
