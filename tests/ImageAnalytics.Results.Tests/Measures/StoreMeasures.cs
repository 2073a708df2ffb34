using System.Diagnostics;
using ImageAnalytics.Results.Tests.Support;

namespace ImageAnalytics.Results.Tests.Measures;

/// <summary>Figures, not checks: run with <c>-explicit only</c>.</summary>
public sealed class StoreMeasures(ITestOutputHelper output) : IDisposable
{
    private static readonly RunStep[] s_steps = [.. Scene.Steps];
    private readonly OutputFolder _output = new();

    public void Dispose() => _output.Dispose();

    [Theory(Explicit = true)]
    [InlineData(512)]
    public void CommitOf512Images(int images)
    {
        using ResultStore store = ResultStore.Open(_output.Path);
        using RunLedger ledger = Open(store, images * 40);
        ledger.Plan();
        List<double> times = [];
        double processor = 0;
        for (int shard = 0; shard < 40; shard++)
        {
            ImageResult[] results = [.. Enumerable.Range(shard * images, images).Select(i => Result(i, 5))];
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            Stopwatch clock = Stopwatch.StartNew();
            ledger.Commit(results, []);
            times.Add(clock.Elapsed.TotalMilliseconds);
            processor += (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / 40;
        }

        times.Sort();
        long bytes = Directory.EnumerateFiles(_output.Segments).Sum(f => new FileInfo(f).Length);
        output.WriteLine($"Commit of {images} images, 10 observations each: median {times[20]:0.0} ms, worst {times[^1]:0.0} ms, {processor:0.0} ms of processor, {bytes / 40 / 1024} KiB a segment.");
    }

    [Theory(Explicit = true)]
    [InlineData(1_000_000, 2)]
    public void NothingNew(int images, int found)
    {
        double before = 0;
        Stopwatch clock = Stopwatch.StartNew();
        void Lap(string what)
        {
            using Process self = Process.GetCurrentProcess();
            double spent = self.TotalProcessorTime.TotalSeconds;
            output.WriteLine(
                $"{images} images, {what}: {clock.Elapsed.TotalSeconds:0.00} s, {spent - before:0.00} s of processor, "
                + $"{Environment.WorkingSet / 1_000_000} MB now, {Peak()} MB most.");
            before = spent;
            clock.Restart();
        }

        for (int run = 0; run < 3; run++)
        {
            using ResultStore store = ResultStore.Open(_output.Path, warn: output.WriteLine);
            using RunLedger ledger = Open(store, images);
            Lap($"run {run}: listing");
            RunPlan plan = ledger.Plan();
            Lap($"plan ({plan.Pending} pending)");
            foreach (PendingImage[] shard in ledger.Pending().Chunk(4096))
            {
                ledger.Commit([.. shard.Select(p => Result((int)p.Ordinal, found))], []);
            }

            Lap("work");
            RunOutcome outcome = ledger.Finish(new RunDocument { Pipeline = "p" });
            Lap($"finish {outcome.Counts} same {outcome.SameAsLatest}");
            output.WriteLine($"{Directory.GetFiles(_output.Segments).Length} segments, {Directory.GetFiles(_output.KnownFiles).Length} files of known files");
            if (outcome.SameAsLatest)
            {
                using RunReader reader = RunReader.Open(outcome.Folder);
                output.WriteLine($"{reader.LabelCounts().Count} labels");
                Lap("label counts");
                output.WriteLine($"{reader.Sample(200).Count} sampled");
                Lap("sample");
            }
        }
    }

    [Theory(Explicit = true)]
    [InlineData(120_000, 2, 64)]
    [InlineData(1_000_000, 3, 512)]
    public void Finish(int images, int found, int megabytes)
    {
        using ResultStore store = ResultStore.Open(_output.Path, warn: output.WriteLine, options: new StoreOptions { MemoryMegabytes = megabytes });
        using RunLedger ledger = Open(store, images);
        ledger.Plan();
        foreach (PendingImage[] shard in ledger.Pending().Chunk(4096))
        {
            ledger.Commit([.. shard.Select(p => Result((int)p.Ordinal, found))], []);
        }

        Stopwatch clock = Stopwatch.StartNew();
        RunOutcome outcome = ledger.Finish(new RunDocument { Pipeline = "measure" });
        output.WriteLine($"{images} contents, {outcome.Counts.Observations} observations, {megabytes} MB a database: finished in {clock.Elapsed.TotalSeconds:0.0} s, {Peak()} MB most.");
    }

    [Theory(Explicit = true)]
    [InlineData(80, 29, 20)]
    [InlineData(80, 60, 20)]
    public void Compact(int segments, int images, int found)
    {
        using ResultStore store = ResultStore.Open(_output.Path, warn: output.WriteLine);
        using RunLedger ledger = Open(store, segments * images);
        ledger.Plan();
        foreach (PendingImage[] shard in ledger.Pending().Chunk(images))
        {
            ledger.Commit([.. shard.Select(p => Masked(Result((int)p.Ordinal, found)))], []);
        }

        long before = Peak();
        Stopwatch clock = Stopwatch.StartNew();
        int removed = store.Compact();
        output.WriteLine(
            $"{segments} segments of {images * found * 2} rows: {removed} merged in {clock.Elapsed.TotalSeconds:0.0} s into {Directory.GetFiles(_output.Segments).Length}; {before} MB most before, {Peak()} MB after.");
    }

    // A mask of about a kilobyte for each thing.
    private static ImageResult Masked(ImageResult result) => result with
    {
        Steps = [.. result.Steps.Select(s => s with { Observations = [.. s.Observations.Select(o => o with { Value = o.Value with { Mask = new Mask(4000, 3000, new string((char)(65 + (o.Number % 50)), 900 + o.Number), 1000) } })] })],
    };

    private static long Peak()
        => long.Parse(File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) / 1000;

    private static RunLedger Open(ResultStore store, int images)
    {
        RunLedger ledger = RunLedger.Open(store, Scene.Facts, s_steps, rehash: false);
        for (int i = 0; i < images; i++)
        {
            string path = $"camera-{i % 100:D3}/2026-11/picture-{i:D8}.jpg";
            ledger.Add(new ListedFile(path, "/data/pictures/of/the/yard/" + path, 1_000_000 + i, 1_700_000_000_000_000_000 + i));
        }

        return ledger;
    }

    private static ImageResult Result(int ordinal, int found)
    {
        string content = $"content {ordinal}";
        StoredObservation Detection(int n) => new(n, null, new Observation
        {
            Kind = ObservationKinds.Detection,
            Label = (n + ordinal) % 7 == 0 ? "car" : "person",
            Confidence = ((ordinal * 37) + n) % 10000 / 10000.0,
            Box = new BoundingBox((ordinal % 997) + 0.3, n * 10, 50 + n, 60),
        });
        StoredObservation Kind(int n) => new(n, n, new Observation
        {
            Kind = ObservationKinds.Classification,
            Label = "tabby",
            Confidence = 0.75,
            Rank = 1,
        });
        return new ImageResult(
            ordinal,
            Scene.Hash(content),
            new ImageFacts { Width = 4000, Height = 3000, TakenAt = "2026-11-01T10:00:00", Camera = "Box 1" },
            [
                new StepResult("fp-objects", null, null, [.. Enumerable.Range(1, found).Select(Detection)]),
                new StepResult("fp-kind", null, null, [.. Enumerable.Range(1, found).Select(Kind)]),
            ],
            12.5);
    }
}
