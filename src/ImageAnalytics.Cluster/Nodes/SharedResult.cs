using ImageAnalytics.Engine.Alerts;
using ImageAnalytics.Results;

namespace ImageAnalytics.Cluster.Nodes;

/// <summary>A finished run that many machines made.</summary>
/// <param name="Counts">Its figures.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Alerts">What came of its alerts; null when it has none.</param>
/// <param name="Elapsed">The time since this process took it up.</param>
public sealed record SharedResult(RunCounts Counts, string Folder, AlertsFile? Alerts, TimeSpan Elapsed);
