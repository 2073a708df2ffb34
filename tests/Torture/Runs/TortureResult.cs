namespace ImageAnalytics.Torture.Runs;

/// <summary>How one tortured run went; a line of the log.</summary>
/// <param name="Run">Its number, from 0.</param>
/// <param name="Seed">What its plan was drawn from.</param>
/// <param name="Pictures">How many it looked at.</param>
/// <param name="Kills">Kills that met a living process.</param>
/// <param name="PluginFaults">Pictures on which a step misbehaved.</param>
/// <param name="DiskFaults">Pictures that the disk did not give.</param>
/// <param name="Seconds">From its first start to the last check.</param>
/// <param name="Problem">What was not as it should be; null when all was.</param>
internal sealed record TortureResult(int Run, int Seed, int Pictures, int Kills, int PluginFaults, int DiskFaults, double Seconds, string? Problem);
