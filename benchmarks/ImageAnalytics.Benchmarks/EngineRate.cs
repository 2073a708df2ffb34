namespace ImageAnalytics.Benchmarks;

/// <summary>How fast the engine was.</summary>
/// <param name="Processing">Images per second from the first chunk to the last commit.</param>
/// <param name="Whole">Images per second of the whole program: start-up, listing, CSV files and report included.</param>
internal sealed record EngineRate(double Processing, double Whole);
