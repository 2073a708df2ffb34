using System.Globalization;

namespace ImageAnalytics.Benchmarks;

/// <summary>Prints the results as a Markdown table and whether the budgets are met.</summary>
internal static class ResultTable
{
    /// <summary>Prints all subjects.</summary>
    /// <returns>Whether every budget is met.</returns>
    public static bool Print(TextWriter output, BenchmarkSettings settings, IReadOnlyDictionary<Subject, Measurements> results)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Processor()}, {Environment.ProcessorCount} cores; {settings.Images} photographs, {settings.Threads} threads or lanes, medians of {settings.Repetitions} interleaved repetitions, images/s"));
        output.WriteLine();
        output.WriteLine("| pipeline | bare, OpenCV | bare, libjpeg-turbo | engine | engine, in-process | engine, whole program | engine / bare | isolated / in-process |");
        output.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        bool met = true;
        foreach ((Subject subject, Measurements m) in results)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {subject.Name} | {Measurements.Median(m.BareOpenCv):0.0} | {Measurements.Median(m.BareTurboJpeg):0.0} | {Median(m.Isolated, r => r.Processing):0.0} | {Median(m.InProcess, r => r.Processing):0.0} | {Median(m.Isolated, r => r.Whole):0.0} | {m.EngineOverBare:0.000} | {m.IsolatedOverInProcess:0.000} |"));
            met &= m.EngineOverBare >= Benchmark.EngineBudget && m.IsolatedOverInProcess >= Benchmark.IsolationBudget;
        }

        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Budgets: engine / bare ≥ {Benchmark.EngineBudget}, isolated / in-process ≥ {Benchmark.IsolationBudget}: {(met ? "met" : "missed")}."));
        return met;
    }

    private static double Median(IEnumerable<EngineRate> rates, Func<EngineRate, double> of) => Measurements.Median([.. rates.Select(of)]);

    private static string Processor() => File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor";
}
