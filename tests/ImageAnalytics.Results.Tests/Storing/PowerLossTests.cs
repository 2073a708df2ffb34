using ImageAnalytics.Results.Durable;
using ImageAnalytics.Results.Tests.Support;

namespace ImageAnalytics.Results.Tests.Storing;

/// <summary>What may be on the disk when the power fails at a moment of the commit protocol, and that the next run goes on from there.</summary>
public sealed class PowerLossTests : IDisposable
{
    private const string Segments = "segments", KnownFiles = "files", Merged = "merged", Run = "run";
    private readonly OutputFolder _output = new();

    public void Dispose() => _output.Dispose();

    public static TheoryData<string, string, string> Losses()
    {
        TheoryData<string, string, string> losses = [];
        foreach (string place in (string[])[Segments, KnownFiles, Merged, Run])
        {
            foreach ((CommitPoint moment, string[] outcomes) in PowerLoss.Outcomes.Where(o => o.Moment != CommitPoint.Merged || place == Merged))
            {
                foreach (string outcome in outcomes.Where(o => place != Run || moment != CommitPoint.Start))
                {
                    losses.Add(place, moment.ToString(), outcome);
                }
            }
        }

        return losses;
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Commit_PowerFails_NextRunHasTheSameResultsAndNothingTwice(string place, string moment, string outcome)
    {
        Scene scene = Scene.Of(12);
        IReadOnlyDictionary<string, string> expected = Scene.Csv(scene.Run(_output.Combine("undisturbed")).Folder);
        string after = _output.Combine("after");
        PowerLoss loss = new(_output.Combine("live"), after, Enum.Parse<CommitPoint>(moment), outcome);

        Work(scene, place, loss);

        Assert.True(loss.Happened);
        RunOutcome next = scene.Run(after);
        Assert.Equal(expected, Scene.Csv(next.Folder));
        Assert.Equal(next.Folder, Path.GetFullPath(Path.Combine(after, "yard-watch", Directory.ResolveLinkTarget(Path.Combine(after, "yard-watch", "latest"), false)!.FullName)));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(after, ".tmp-*", SearchOption.AllDirectories), _ => true);
        using ResultStore store = ResultStore.Open(after);
        StoreHealth health = store.Examine();
        Assert.True(health.IsSound);
        Assert.Equal(next.Counts.Observations, DistinctObservations(next));
    }

    private static void Work(Scene scene, string place, PowerLoss loss)
    {
        if (place == Merged)
        {
            scene.Run(loss.Live, chunk: 4);
            using ResultStore many = ResultStore.Open(loss.Live, options: new StoreOptions { CompactAbove = 2 });
            many.Segments.Reached = loss.At(second: false);
            Assert.Equal(6, many.Compact());
            return;
        }

        using ResultStore store = ResultStore.Open(loss.Live);
        switch (place)
        {
            case Segments: store.Segments.Reached = loss.At(second: true); break;
            case KnownFiles: store.KnownFiles.Reached = loss.At(second: true); break;
            default: store.RunReached = loss.At(second: false); break;
        }

        using RunLedger ledger = scene.Open(store);
        ledger.Plan();
        scene.Work(ledger, chunk: 4);
        ledger.Finish(new RunDocument { Pipeline = "yard-watch" });
    }

    private static long DistinctObservations(RunOutcome run)
    {
        using RunReader reader = RunReader.Open(run.Folder);
        return reader.Observations().LongCount();
    }
}
