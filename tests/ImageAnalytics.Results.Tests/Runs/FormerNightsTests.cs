using System.Text.Json.Nodes;
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
        Assert.Equal([false, true, true], reader.NewsSince([first.Folder]).Cast<bool>());
    }

    [Fact]
    public void NewsSince_FolderThatWasAwayForANight_IsNoNews()
    {
        Scene both = Scene.Of(2).Add("gate/1.jpg", "of the gate"), yard = Scene.Of(2).Add("yard/new.jpg", "new");
        string first = both.Run(_output.Path).Folder, away = yard.Run(_output.Path).Folder;
        both.Add("gate/2.jpg", "new at the gate");
        both.Files.Add(yard.Files[2]); // The same file, so that nobody looks at it again.
        both.Contents.Add("new");
        using RunReader back = RunReader.Open(both.Run(_output.Path).Folder);

        IReadOnlyList<string> nights = RunFolder.Nights(away, 8);

        Assert.Equal([away, first], nights);
        Assert.Equal([false, false, false, true, false], back.NewsSince(nights).Cast<bool>());
        Assert.Equal([false, false, true, true, false], back.NewsSince([away]).Cast<bool>());
        File.WriteAllText(Path.Combine(first, "images.parquet"), "damaged");
        Assert.Equal([false, false, true, true, false], back.NewsSince(nights).Cast<bool>());
        Assert.Equal([true, true, true, true, true], back.NewsSince([]).Cast<bool>());
    }

    [Fact]
    public void Nights_RunThatTriedAnOlderOneAgain_IsPassedOver()
    {
        Scene scene = Scene.Of(2);
        string Night(string? retryOf = null)
            => scene.Run(_output.Path, document: d => retryOf is null ? d : d with { Provenance = new JsonObject { ["retryOf"] = new JsonObject { ["run"] = Path.GetFileName(retryOf) } } }).Folder;
        string first = Night(), second = Night(), again = Night(second), twice = Night(second), stray = Night(first);

        Assert.Equal([twice, again, second, first], RunFolder.Nights(_output.Combine("yard-watch", "latest"), 8));
        Assert.Equal([again, second], RunFolder.Nights(again, 2));
        Assert.Equal(twice, RunFolder.Before(stray));
        Night(stray);
        Assert.Equal([twice, again], RunFolder.Nights(_output.Combine("yard-watch", "latest"), 2));
        string next = Night(), third = Night(next);
        Night(third);
        Assert.Equal([third, next, twice], RunFolder.Nights(third, 3));
    }

    [Fact]
    public void Output_WhereNoLinkCanBe_KnowsItsLastRun()
    {
        Scene scene = Scene.Of(2);
        string latest = _output.Combine("yard-watch", "latest");
        scene.Run(_output.Path);
        File.Delete(latest);
        RunOutcome second = scene.Run(_output.Path);
        Assert.True(second.SameAsLatest);
        File.Delete(latest);
        string draft = Directory.CreateDirectory(_output.Combine("yard-watch", "runs", ".tmp-29990101-000000")).FullName;
        File.Copy(Path.Combine(second.Folder, "run.json"), Path.Combine(draft, "run.json"));

        Assert.Equal(second.Folder, RunFolder.Resolve(_output.Path));
        Assert.Equal(2, RunHistory.Read(second.Folder).Count);
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
