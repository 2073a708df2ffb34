namespace ImageAnalytics.Cluster.Configuration;

/// <summary>What came of reading a configuration.</summary>
/// <param name="Configuration">The configuration; null when there is a problem.</param>
/// <param name="Problems">Every problem, each with the path of its key, what was expected and what was found.</param>
public sealed record ConfigurationReading(ServeConfiguration? Configuration, IReadOnlyList<string> Problems);
