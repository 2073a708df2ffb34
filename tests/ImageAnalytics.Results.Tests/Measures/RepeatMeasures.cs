using System.Diagnostics;
using ImageAnalytics.Results.Repeats;
using ImageAnalytics.Results.Tests.Evaluation;
using ImageAnalytics.Results.Tests.Support;

namespace ImageAnalytics.Results.Tests.Measures;

/// <summary>Figures, not checks: run with <c>-explicit only</c>.</summary>
public sealed class RepeatMeasures(ITestOutputHelper output) : IDisposable
{
    private readonly OutputFolder _output = new();

    public void Dispose() => _output.Dispose();

    [Theory(Explicit = true)]
    [InlineData(100_000, 3, 1)]
    [InlineData(400_000, 3, 1)]
    [InlineData(400_000, 3, 100)]
    public void Repeats(int images, int found, int folders)
    {
        using ResultStore store = ResultStore.Open(_output.Path);
        using RunLedger ledger = RunLedger.Open(store, Scene.Facts, [Scene.Steps[0]], rehash: false);
        for (int i = 0; i < images; i++)
        {
            string path = $"camera-{i % folders:D3}/picture-{i:D8}.jpg";
            ledger.Add(new ListedFile(path, "/in/" + path, 1_000_000 + i, 1_700_000_000_000_000_000 + i));
        }

        ledger.Plan();
        LinearRandom random = new(7);
        foreach (PendingImage[] shard in ledger.Pending().Chunk(4096))
        {
            ledger.Commit([.. shard.Select(p => Result(p.Ordinal, found, random))], []);
        }

        double before = Finish(ledger, null), after;
        using (RunLedger second = RunLedger.Open(store, Scene.Facts, [Scene.Steps[0]], rehash: false))
        {
            for (int i = 0; i < images; i++)
            {
                string path = $"camera-{i % folders:D3}/picture-{i:D8}.jpg";
                second.Add(new ListedFile(path, "/in/" + path, 1_000_000 + i, 1_700_000_000_000_000_000 + i));
            }

            second.Plan();
            after = Finish(second, new RepeatOptions { Suppress = true });
        }

        output.WriteLine($"{images} images in {folders} folders, {found} boxes each: finish {before:0.0} s of processor without repeats, {after:0.0} s with.");
    }

    private double Finish(RunLedger ledger, RepeatOptions? options)
    {
        long peak = Peak();
        using Process self = Process.GetCurrentProcess();
        TimeSpan start = self.TotalProcessorTime;
        RunOutcome outcome = ledger.Finish(new RunDocument { Pipeline = "p", Repeats = options });
        output.WriteLine($"{outcome.Repeats?.Places} places, {outcome.Repeats?.Suppressed} suppressed of {outcome.Counts.Observations} left; peak {peak} MB before, {Peak()} MB after.");
        self.Refresh();
        return (self.TotalProcessorTime - start).TotalSeconds;
    }

    private static long Peak()
        => long.Parse(File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) / 1000;

    // One thing stays at its place, give or take a pixel; the others go anywhere.
    private static ImageResult Result(long ordinal, int found, LinearRandom random) => new(
        ordinal,
        Scene.Hash($"content {ordinal}"),
        new ImageFacts { Width = 1920, Height = 1080 },
        [
            new StepResult("fp-objects", null, null, [.. Enumerable.Range(1, found).Select(n => new StoredObservation(n, null, new Observation
            {
                Kind = ObservationKinds.Detection,
                Label = "car",
                Confidence = 0.5,
                Box = n == 1
                    ? new BoundingBox(400 + (random.Next(20) / 10.0), 300 + (random.Next(20) / 10.0), 120, 90)
                    : new BoundingBox(random.Next(15_000) / 10.0, random.Next(8_000) / 10.0, 20 + (random.Next(3_000) / 10.0), 20 + (random.Next(2_000) / 10.0)),
            }))]),
        ],
        1);
}
