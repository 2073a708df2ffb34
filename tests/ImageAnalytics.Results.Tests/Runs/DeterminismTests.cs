using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Results.Tests.Support;

namespace ImageAnalytics.Results.Tests.Runs;

/// <summary>CSV files are byte-equal for equal content, whatever way the results came in.</summary>
public sealed class DeterminismTests : IDisposable
{
    private readonly OutputFolder _reference = new();
    private readonly Scene _scene = MixedScene();

    public void Dispose() => _reference.Dispose();

    [Fact]
    public void Finish_AnyOrderChunkingAndDuplicates_GivesTheSameBytes()
    {
        IReadOnlyDictionary<string, string> expected = Scene.Csv(_scene.Run(_reference.Path).Folder);

        Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed =>
        {
            using OutputFolder output = new();
            IReadOnlyDictionary<string, string> csv = Scene.Csv(RunShuffled(output.Path, seed));
            foreach ((string name, string text) in expected)
            {
                Assert.Equal(text, csv[name]);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(8));
    }

    [Fact]
    public void Finish_ManySegmentsMergedInBetween_GivesTheSameBytes()
    {
        IReadOnlyDictionary<string, string> expected = Scene.Csv(_scene.Run(_reference.Path).Folder);
        using OutputFolder output = new();
        StoreOptions merging = new() { CompactAbove = 3 };

        IReadOnlyDictionary<string, string> first = Scene.Csv(_scene.Run(output.Path, chunk: 2, options: merging).Folder);
        int segments = Directory.GetFiles(output.Segments).Length;
        RunOutcome again = _scene.Run(output.Path, options: merging);
        string csv = again.Folder + "/written-anew";
        using (RunReader reader = RunReader.Open(again.Folder))
        {
            RunExport.Write(reader, "csv", csv);
        }

        Assert.Equal(1, segments);
        Assert.Equal(expected, first);
        Assert.True(again.SameAsLatest);
        Assert.Equal(expected, Directory.EnumerateFiles(csv).ToDictionary(f => Path.GetFileName(f), File.ReadAllText));
    }

    [Fact]
    public void Finish_RawCsv_IsNotLinkedFromTheSafeOne()
    {
        Scene scene = new Scene().Add("=1+1.jpg", "x");
        scene.Run(_reference.Path);

        RunOutcome raw = scene.Run(_reference.Path, rawCsv: true);

        Assert.False(raw.SameAsLatest);
        Assert.StartsWith("=1+1.jpg,", Scene.Csv(raw.Folder)["images.csv"].Split("\r\n")[1], StringComparison.Ordinal);
    }

    private static Scene MixedScene()
    {
        Scene scene = Scene.Of(20);
        for (int i = 0; i < 6; i++)
        {
            scene.Add($"twins/{i}.jpg", $"twin {i % 2}").Add($"bad/{i}.txt", $"text {i}").Add($"bad/{i}.jpg", $"torn {i}");
        }

        return scene;
    }

    /// <summary>Commits everything in random order and chunks, some of it twice, some of it with the steps apart.</summary>
    private string RunShuffled(string output, int seed)
    {
        Random random = new(seed);
        using ResultStore store = ResultStore.Open(output);
        using RunLedger ledger = _scene.Open(store);
        ledger.Plan();
        PendingImage[] pending = [.. ledger.Pending()];
        random.Shuffle(pending);
        foreach (PendingImage[] chunk in pending.Chunk(random.Next(1, 12)))
        {
            ImageResult[] results = [.. chunk.Select(_scene.Compute)];
            if (random.Next(3) == 0)
            {
                ledger.Commit([.. results.Select(r => r with { Steps = [.. r.Steps.Take(1)] })], []);
                results = [.. results.Select(r => r.Steps.Count < 2 ? r : r with { Facts = null, Steps = [.. r.Steps.Skip(1)] })];
            }

            ledger.Commit(results, []);
            if (random.Next(3) == 0)
            {
                ledger.Commit(results, []);
            }
        }

        _scene.Work(ledger);
        return ledger.Finish(new RunDocument { Pipeline = "yard-watch" }).Folder;
    }
}
