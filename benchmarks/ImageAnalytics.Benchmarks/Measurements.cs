namespace ImageAnalytics.Benchmarks;

/// <summary>What was measured for one network, one entry per repetition.</summary>
internal sealed class Measurements
{
    public List<double> BareOpenCv { get; } = [];

    public List<double> BareTurboJpeg { get; } = [];

    public List<EngineRate> Isolated { get; } = [];

    public List<EngineRate> InProcess { get; } = [];

    /// <summary>The better of the two bare loops, by their medians.</summary>
    public IReadOnlyList<double> Bare => Median(BareOpenCv) > Median(BareTurboJpeg) ? BareOpenCv : BareTurboJpeg;

    /// <summary>Engine over bare limit. The machine's speed drifts, so each repetition is compared with itself.</summary>
    public double EngineOverBare => Median([.. Isolated.Zip(Bare, (engine, bare) => engine.Processing / bare)]);

    /// <summary>What isolation leaves of the speed without it.</summary>
    public double IsolatedOverInProcess => Median([.. Isolated.Zip(InProcess, (with, without) => with.Processing / without.Processing)]);

    /// <summary>The middle value; of an even number the mean of the two middle ones.</summary>
    public static double Median(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
