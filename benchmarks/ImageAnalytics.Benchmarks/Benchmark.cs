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

    /// <summary>Measures every subject.</summary>
    public IReadOnlyDictionary<Subject, Measurements> Run()
    {
        string work = Directory.CreateTempSubdirectory("imageanalytics-benchmark-").FullName;
        try
        {
            string input = Path.Combine(work, "input");
            IReadOnlyList<string> photographs = Photographs.Write(settings.Shared, input, settings.Images);
            EngineRun engine = new(settings, work, input);
            engine.InstallModels();
            Dictionary<Subject, Measurements> all = settings.Subjects.ToDictionary(n => n, _ => new Measurements());
            foreach (Subject subject in settings.Subjects)
            {
                Measure(subject, new Measurements(), engine, photographs); // warms files, code and sessions; not counted
            }

            for (int repetition = 1; repetition <= settings.Repetitions; repetition++)
            {
                foreach ((Subject subject, Measurements measurements) in all)
                {
                    Measure(subject, measurements, engine, photographs);
                    log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{repetition}/{settings.Repetitions} {subject.Name}: bare {measurements.Bare[^1]:0.0}, isolated {measurements.Isolated[^1].Processing:0.0}, in-process {measurements.InProcess[^1].Processing:0.0} images/s"));
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
    private void Measure(Subject subject, Measurements into, EngineRun engine, IReadOnlyList<string> photographs)
    {
        using IBareLoop bare = subject.OpenBare(engine, photographs);
        Action[] parts =
        [
            () => into.BareOpenCv.Add(BareRun.Run(bare, photographs, () => new OpenCvDecoder(), settings.Threads)),
            () => into.InProcess.Add(engine.Run(subject, inProcess: true)),
            () => into.Isolated.Add(engine.Run(subject, inProcess: false)),
            () => into.BareTurboJpeg.Add(BareRun.Run(bare, photographs, () => new TurboJpegDecoder(), settings.Threads)),
        ];
        foreach (Action part in into.Isolated.Count % 2 == 0 ? parts : parts.Reverse())
        {
            part();
        }
    }
}
