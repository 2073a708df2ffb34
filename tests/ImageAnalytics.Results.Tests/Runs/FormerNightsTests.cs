using ImageAnalytics.Results.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageAnalytics.Results.Tests.Runs;

/// <summary>What former nights left in the store and in the folder of runs, and what tonight's run makes of it.</summary>
public sealed class FormerNightsTests : IDisposable
{
    private readonly OutputFolder _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Plan_FailureThatIsToBeTriedAgain_IsPendingWhateverFailedInNightsBefore()
    {
        Scene scene = Scene.Of(3);
        foreach (string failure in (string[])[FailureClasses.Timeout, FailureClasses.ModelError])
        {
            scene.Run(_output.Path, special: i => i.Ordinal == 1
                ? new ImageResult(1, Scene.Hash(scene.Contents[1]), Scene.FactsOf(scene.Contents[1]), [.. i.MissingSteps.Select(s => new StepResult(Scene.Steps[s].Fingerprint, failure, failure, []))], 1)
                : null);
        }

        Assert.Equal([1, 0], ((string[])[FailureClasses.ModelError, FailureClasses.NotAnImage]).Select(Pending));

        long Pending(string triedAgain)
        {
            using ResultStore store = ResultStore.Open(_output.Path);
            using RunLedger ledger = RunLedger.Open(store, Scene.Facts, Scene.Steps, rehash: false, [.. FailureClasses.All.Where(f => f != triedAgain)]);
            scene.Files.ForEach(ledger.Add);
            return ledger.Plan().Pending;
        }
    }

    [Fact]
    public void Finish_PictureFailsNow_HasNoRowsOfFormerNights()
    {
        Scene scene = Scene.Of(3);
        Assert.Equal(6, scene.Run(_output.Path).Counts.Observations);
        using ResultStore store = ResultStore.Open(_output.Path);
        using RunLedger ledger = RunLedger.Open(store, "stricter facts", Scene.Steps, rehash: false);
        scene.Files.ForEach(ledger.Add);
        ledger.Plan();
        scene.Work(ledger, special: i => new ImageResult(i.Ordinal, Scene.Hash(scene.Contents[(int)i.Ordinal]), new ImageFacts { Failure = "too-large", Message = "It is too large." }, [], 1));

        RunOutcome strict = ledger.Finish(new RunDocument { Pipeline = "yard-watch" });

        Assert.Equal((3L, 0L), (strict.Counts.Failed, strict.Counts.Observations));
        IReadOnlyDictionary<string, string> csv = Scene.Csv(strict.Folder);
        Assert.All((string[])["observations.csv", "summary.csv"], f => Assert.Single(csv[f].TrimEnd().Split('\n')));
    }

    [Fact]
    public void NewsSince_RunWithAFileThatCouldNotBeRead_StillKnowsTheOthers()
    {
        Scene scene = Scene.Of(2);
        RunOutcome Night(bool reads)
        {
            using ResultStore store = ResultStore.Open(_output.Path);
            using RunLedger ledger = scene.Open(store);
            ledger.Plan();
            foreach (PendingImage image in ledger.Pending().ToList())
            {
                ledger.Commit(image.Ordinal == 1 && !reads ? [] : [scene.Compute(image)], image.Ordinal == 1 && !reads ? [new FileFailure(1, "denied", "Permission denied.")] : []);
            }

            return ledger.Finish(new RunDocument { Pipeline = "yard-watch" });
        }

        RunOutcome first = Night(reads: false);
        scene.Add("yard/new.jpg", "content of a third");
        RunOutcome elsewhere = scene.Run(_output.Path, pipeline: "other"), second = Night(reads: true);

        using RunReader reader = RunReader.Open(second.Folder);
        Assert.Equal(0, second.Counts.New);
        Assert.Equal([false, true, true], reader.NewsSince(first.Folder).Cast<bool>());
    }

    [Fact]
    public void Clean_RunsOfAWrongClock_AreTheOldest()
    {
        Scene scene = Scene.Of(2);
        FakeTimeProvider clock = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        string wrong = scene.Run(_output.Path, clock: clock).RunId;
        clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        string first = scene.Run(_output.Path, clock: clock).RunId;
        clock.Advance(TimeSpan.FromDays(1));
        string last = scene.Run(_output.Path, clock: clock).RunId;

        RunCleaning plan = RunCleaning.Plan(_output.Path, "yard-watch", new RunRetention(2, null), clock.GetUtcNow());

        Assert.Equal([wrong], plan.Removed);
        Assert.Equal([first, last], plan.Kept);
        using ResultStore store = ResultStore.Open(_output.Path, clock);
        store.Examine();
        Assert.Equal(Path.Combine("runs", last), new DirectoryInfo(_output.Combine("yard-watch", "latest")).LinkTarget);
    }
}
