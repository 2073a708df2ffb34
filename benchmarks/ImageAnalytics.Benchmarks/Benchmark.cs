using System.Globalization;

namespace ImageAnalytics.Benchmarks;

/// <summary>Runs everything in turn, so that a slow minute of the machine hits all alike.</summary>
/// <param name="settings">What to measure.</param>
/// <param name="log">Takes progress.</param>
internal sealed class Benchmark(BenchmarkSettings settings, TextWriter log)
{
    /// <summary>Budget: engine over bare limit.</summary>
    public const double EngineBudget = 0.85;

    /// <summary>Budget: with isolation over without.</summary>
    public const double IsolationBudget = 0.97;

    /// <summary>Measures every network.</summary>
    public IReadOnlyDictionary<NetworkCard, Measurements> Run()
    {
        string work = Directory.CreateTempSubdirectory("imageanalytics-benchmark-").FullName;
        try
        {
            string input = Path.Combine(work, "input");
            IReadOnlyList<string> photographs = Photographs.Write(settings.Shared, input, settings.Images);
            EngineRun engine = new(settings, work);
            engine.InstallModels();
            Dictionary<NetworkCard, Measurements> all = settings.Networks.ToDictionary(n => n, _ => new Measurements());
            foreach (NetworkCard network in settings.Networks)
            {
                Measure(network, new Measurements(), engine, photographs, input); // warms files, code and sessions; not counted
            }

            for (int repetition = 1; repetition <= settings.Repetitions; repetition++)
            {
                foreach ((NetworkCard network, Measurements measurements) in all)
                {
                    Measure(network, measurements, engine, photographs, input);
                    log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{repetition}/{settings.Repetitions} {network.Name}: bare {measurements.Bare[^1]:0.0}, isolated {measurements.Isolated[^1].Processing:0.0}, in-process {measurements.InProcess[^1].Processing:0.0} images/s"));
                }
            }

            return all;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    // Every other repetition goes backwards: what drifts within one does not favour what comes last.
    private void Measure(NetworkCard network, Measurements into, EngineRun engine, IReadOnlyList<string> photographs, string input)
    {
        using BareLoop bare = new(network, Path.Combine(settings.Shared, "models", network.File), settings.Threads);
        Action[] parts =
        [
            () => into.BareOpenCv.Add(bare.Run(photographs, () => new OpenCvDecoder())),
            () => into.InProcess.Add(engine.Run(network, input, inProcess: true)),
            () => into.Isolated.Add(engine.Run(network, input, inProcess: false)),
            () => into.BareTurboJpeg.Add(bare.Run(photographs, () => new TurboJpegDecoder())),
        ];
        foreach (Action part in into.Isolated.Count % 2 == 0 ? parts : parts.Reverse())
        {
            part();
        }
    }
}
