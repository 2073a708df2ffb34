using Microsoft.Extensions.Time.Testing;
using ImageAnalytics.Results.Tests.Support;

namespace ImageAnalytics.Results.Tests.Runs;

public sealed class RunLedgerTests : IDisposable
{
    private readonly OutputFolder _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Plan_EmptyStore_EverythingIsNewAndMissing()
    {
        using ResultStore store = ResultStore.Open(_output.Path);
        using RunLedger ledger = Scene.Of(5).Open(store);

        RunPlan plan = ledger.Plan();

        Assert.Equal((5, 0, 5, 5), (plan.Images, plan.Reused, plan.Pending, plan.NewFiles));
        Assert.Equal([5L, 5L], plan.MissingBySteps);
        PendingImage first = ledger.Pending().First();
        Assert.Equal((0, "yard/00000.jpg", "/in/yard/00000.jpg", null), (first.Ordinal, first.Path, first.FullPath, first.ContentHash));
        Assert.Equal([0, 1], first.MissingSteps);
    }

    [Fact]
    public void Rehearse_FolderIsGone_LeavesItToTheFirstCommit()
    {
        Scene scene = Scene.Of(5);
        using ResultStore store = ResultStore.Open(_output.Path);
        using RunLedger ledger = scene.Open(store);
        ledger.Plan();
        Directory.Delete(Path.Combine(_output.Path, "store", "tmp"), recursive: true);

        ledger.Rehearse();

        Assert.Equal(5, scene.Work(ledger));
        Assert.Equal(5, ledger.Finish(new RunDocument { Pipeline = "yard-watch" }).Counts.Ok);
    }

    [Fact]
    public void Rehearse_BeforeTheFirstCommit_LeavesNothingBehindAndChangesNothing()
    {
        Scene scene = Scene.Of(5);
        using ResultStore store = ResultStore.Open(_output.Path);
        using RunLedger ledger = scene.Open(store);
        ledger.Plan();
        string[] before = Directory.GetFiles(_output.Path, "*", SearchOption.AllDirectories);

        ledger.Rehearse();

        Assert.Equal(before, Directory.GetFiles(_output.Path, "*", SearchOption.AllDirectories));
        Assert.Equal(5, ledger.Pending().Count());
        Assert.Equal(5, scene.Work(ledger));
        Assert.Equal(5, ledger.Finish(new RunDocument { Pipeline = "yard-watch" }).Counts.Ok);
        using RunLedger next = scene.Open(store);
        Assert.Equal((5, 5, 0), (next.Plan().Images, next.Plan().Reused, next.Plan().NewFiles));
    }

    [Fact]
    public void Rehearse_ASegmentWasWritten_WritesNothing()
    {
        Scene scene = Scene.Of(5);
        using ResultStore store = ResultStore.Open(_output.Path);
        using RunLedger ledger = scene.Open(store);
        ledger.Plan();
        scene.Work(ledger);
        string folder = Path.Combine(_output.Path, "store", "tmp");
        DateTime before = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Directory.SetLastWriteTimeUtc(folder, before);

        ledger.Rehearse();

        Assert.Equal(before, Directory.GetLastWriteTimeUtc(folder));
    }

    [Fact]
    public void Finish_MoreImagesThanAreWrittenAtOnce_WritesEachOnceAndInOrder()
    {
        Scene scene = new();
        for (int i = 0; i < 40_000; i++)
        {
            scene.Add($"yard/{i:D5}.jpg", i % 1000 == 999 ? "torn!" : $"x{i % 100}");
        }

        RunOutcome outcome = scene.Run(_output.Path, chunk: 4096);

        Assert.Equal((40_000, 39_960, 40), (outcome.Counts.Images, outcome.Counts.Ok, outcome.Counts.Partial));
        string[] rows = File.ReadAllLines(Path.Combine(outcome.Folder, "csv", "images.csv"));
        Assert.Equal(scene.Files.Select(f => f.Path), rows.Skip(1).Select(r => r.Split(',')[0]));
        Assert.All(rows.Skip(1).Zip(scene.Contents), p => Assert.Contains($",{Scene.Hash(p.Second)},", p.First, StringComparison.Ordinal));
        Assert.Equal(40, File.ReadAllLines(Path.Combine(outcome.Folder, "csv", "failures.csv")).Length - 1);
        using RunReader reader = RunReader.Open(outcome.Folder);
        Assert.Equal(Enumerable.Range(1, 40).Select(n => (n * 1000L) - 1), reader.Failures().Select(i => i.Ordinal));
    }

    [Fact]
    public void Finish_AfterARun_WritesEveryFileWithTheRightRows()
    {
        Scene scene = new Scene().Add("a/b.jpg", "x1").Add("top.jpg", "x22").Add("note.txt", "text").Add("torn.jpg", "torn!");
        RunOutcome outcome = scene.Run(_output.Path);

        IReadOnlyDictionary<string, string> csv = Scene.Csv(outcome.Folder);
        Assert.Equal(
            """
            path,folder,sha256,bytes,width,height,taken_at,camera,status,failure,message
            a/b.jpg,a,HASH1,2,640,480,2026-01-02T03:04:05,Box 1,ok,,
            top.jpg,,HASH2,3,640,480,2026-01-02T03:04:05,Box 1,ok,,
            note.txt,,HASH3,4,,,,,failed,not-an-image,The file holds text.
            torn.jpg,,HASH4,5,640,480,,,partial,truncated,The file ends early.

            """.ReplaceLineEndings("\r\n")
                .Replace("HASH1", Scene.Hash("x1"), StringComparison.Ordinal).Replace("HASH2", Scene.Hash("x22"), StringComparison.Ordinal)
                .Replace("HASH3", Scene.Hash("text"), StringComparison.Ordinal).Replace("HASH4", Scene.Hash("torn!"), StringComparison.Ordinal),
            csv["images.csv"]);
        Assert.Equal(
            """
            path,id,step,plugin,model,kind,label,confidence,x,y,width,height,parent,detail
            a/b.jpg,objects#1,objects,single-shot-detector,fastestdet,detection,car,0.5100,1.0,2.0,30.3,40.1,,
            a/b.jpg,objects#2,objects,single-shot-detector,fastestdet,detection,dog,0.5200,2.0,4.0,30.3,40.1,,
            a/b.jpg,kind#1,kind,classifier,squeezenet,classification,tabby,0.2500,,,,,objects#1,
            a/b.jpg,kind#2,kind,classifier,squeezenet,classification,tabby,0.2500,,,,,objects#2,
            torn.jpg,objects#1,objects,single-shot-detector,fastestdet,detection,car,0.5100,1.0,2.0,30.3,40.1,,
            torn.jpg,objects#2,objects,single-shot-detector,fastestdet,detection,dog,0.5200,2.0,4.0,30.3,40.1,,
            torn.jpg,kind#1,kind,classifier,squeezenet,classification,tabby,0.2500,,,,,objects#1,
            torn.jpg,kind#2,kind,classifier,squeezenet,classification,tabby,0.2500,,,,,objects#2,

            """.ReplaceLineEndings("\r\n"),
            csv["observations.csv"]);
        Assert.Equal("path,failure,message\r\nnote.txt,not-an-image,The file holds text.\r\ntorn.jpg,truncated,The file ends early.\r\n", csv["failures.csv"]);
        Assert.Equal(
            "step,kind,label,images,observations,mean_confidence\r\nobjects,detection,car,2,2,0.5100\r\nobjects,detection,dog,2,2,0.5200\r\n"
            + "kind,classification,tabby,2,4,0.2500\r\n",
            csv["summary.csv"]);
        Assert.Equal("path,step,region,rank,label,confidence", csv["classifications.csv"].Split("\r\n")[0]);
        Assert.Equal("a/b.jpg,kind,objects#1,1,tabby,0.2500", csv["classifications.csv"].Split("\r\n")[1]);
        Assert.Equal("path,step,label,confidence,x,y,width,height,area,mask\r\n", csv["instances.csv"]);
        Assert.Equal("path,step,confidence,x,y,width,height,identity,distance\r\n", csv["faces.csv"]);
        Assert.Equal("path,step,style,file\r\n", csv["pictures.csv"]);
        Assert.Equal(9, csv.Count);
        Assert.Equal(new RunCounts(4, 4, 0, 2, 1, 1, 8), outcome.Counts);
        Assert.Equal(outcome.Folder, RunFolder.Resolve(_output.Path));
        Assert.Equal(Path.Combine("runs", outcome.RunId), new DirectoryInfo(_output.Combine("yard-watch", "latest")).LinkTarget);
    }

    [Fact]
    public void Finish_NothingChanged_ReusesEverythingAndSharesTheFiles()
    {
        Scene scene = Scene.Of(20);
        RunOutcome first = scene.Run(_output.Path);

        RunOutcome second = scene.Run(_output.Path);

        Assert.NotEqual(first.Folder, second.Folder);
        Assert.True(second.SameAsLatest);
        Assert.Equal((0, 20, first.Counts.Observations), (second.Counts.New, second.Counts.Reused, second.Counts.Observations));
        Assert.Equal(Scene.Csv(first.Folder), Scene.Csv(second.Folder));
    }

    [Fact]
    public void Finish_ReportIsTheSame_LinksItAndMakesItAnewWhenItsFingerprintChanges()
    {
        Scene scene = Scene.Of(3);
        List<string> made = [];
        RunOutcome Run(string fingerprint)
        {
            using ResultStore store = ResultStore.Open(_output.Path);
            using RunLedger ledger = scene.Open(store);
            ledger.Plan();
            scene.Work(ledger);
            return ledger.Finish(new RunDocument
            {
                Pipeline = "p",
                ReportFingerprint = fingerprint,
                WriteReport = folder =>
                {
                    made.Add(fingerprint);
                    using RunReader reader = RunReader.Open(folder);
                    Directory.CreateDirectory(Path.Combine(folder, "report", "pictures"));
                    File.WriteAllText(Path.Combine(folder, "report", "pictures", "1.txt"), $"{fingerprint} {reader.Counts.Observations}");
                },
            });
        }

        Run("a");
        RunOutcome second = Run("a");
        RunOutcome third = Run("b");

        Assert.Equal(["a", "b"], made);
        Assert.Equal((true, true, false), (second.SameAsLatest, second.ReportLinked, third.ReportLinked));
        Assert.Equal("a 6", File.ReadAllText(Path.Combine(second.Folder, "report", "pictures", "1.txt")));
    }

    [Fact]
    public void Plan_RenamedFolderAndPipeline_KnowsTheContentsAfterHashing()
    {
        Scene.Of(6, "old").Run(_output.Path, pipeline: "before");
        Scene renamed = Scene.Of(6, "new");
        using ResultStore store = ResultStore.Open(_output.Path);
        using RunLedger ledger = renamed.Open(store);

        Assert.Equal(6, ledger.Plan().NewFiles);
        string known = _output.Combine("known");
        Assert.Equal(6, ledger.WriteKnownContents(known));
        byte[] bytes = File.ReadAllBytes(known);
        List<string> hashes = [.. bytes.Chunk(32).Select(Convert.ToHexStringLower)];
        Assert.Equal(hashes.Order(StringComparer.Ordinal), hashes);
        foreach (PendingImage image in ledger.Pending())
        {
            string hash = Scene.Hash(renamed.Contents[(int)image.Ordinal]);
            Assert.Contains(hash, hashes);
            ledger.Commit([new ImageResult(image.Ordinal, hash, null, [], 0.1)], []);
        }

        Assert.Empty(ledger.Pending());
        RunCounts counts = ledger.Finish(new RunDocument { Pipeline = "after" }).Counts;
        Assert.Equal((0, 6, 12), (counts.New, counts.Reused, counts.Observations));
    }

    [Fact]
    public void Pending_StepAdded_GivesItsParentsResultsAndTheFacts()
    {
        Scene scene = Scene.Of(8);
        using (ResultStore store = ResultStore.Open(_output.Path))
        {
            using RunLedger ledger = scene.Open(store, [Scene.Steps[0]]);
            ledger.Plan();
            scene.Work(ledger);
            ledger.Finish(new RunDocument { Pipeline = "p" });
        }

        using ResultStore again = ResultStore.Open(_output.Path);
        using RunLedger more = scene.Open(again);
        RunPlan plan = more.Plan();
        Assert.Equal((8, 0, 0L, 8L), (plan.Pending, plan.NewFiles, plan.MissingBySteps[0], plan.MissingBySteps[1]));
        foreach (PendingImage image in more.Pending())
        {
            string content = scene.Contents[(int)image.Ordinal];
            Assert.Equal([1], image.MissingSteps);
            Assert.Equal(640, image.Facts!.Width);
            Assert.Equal(Scene.Hash(content), image.ContentHash);
            StepResult given = Assert.Single(image.Given);
            Assert.Equal(
                Scene.ObjectsOf(content).Observations.Select(o => (o.Number, o.Value.Label, o.Value.Box!.Value.X)),
                given.Observations.Select(o => (o.Number, o.Value.Label, o.Value.Box!.Value.X)));
        }

        scene.Work(more);
        RunOutcome outcome = more.Finish(new RunDocument { Pipeline = "p" });
        using OutputFolder fresh = new();
        Assert.Equal(Scene.Csv(scene.Run(fresh.Path).Folder), Scene.Csv(outcome.Folder));
    }

    [Fact]
    public void Pending_ParentChanged_ComputesItsChildrenToo()
    {
        Scene scene = Scene.Of(2);
        scene.Run(_output.Path);
        using ResultStore store = ResultStore.Open(_output.Path);
        using RunLedger ledger = scene.Open(store, [Scene.Steps[0] with { Fingerprint = "fp-other" }, Scene.Steps[1]]);
        ledger.Plan();

        Assert.All(ledger.Pending(), i => Assert.Equal([0, 1], i.MissingSteps));
    }

    [Fact]
    public void Pending_OneContentUnderSeveralPaths_HandsItOutOnceAndCountsEveryPath()
    {
        Scene scene = new Scene().Add("a.jpg", "twin").Add("b.jpg", "twin").Add("c.jpg", "only");
        using (ResultStore store = ResultStore.Open(_output.Path))
        {
            using RunLedger ledger = scene.Open(store, [Scene.Steps[0]]);
            ledger.Plan();
            scene.Work(ledger);
            Assert.Equal(3, ledger.Finish(new RunDocument { Pipeline = "p" }).Counts.New);
        }

        using ResultStore again = ResultStore.Open(_output.Path);
        using RunLedger more = scene.Open(again);
        more.Plan();
        Assert.Equal([0L, 2L], more.Pending().Select(p => p.Ordinal));

        // The first path has vanished meanwhile: the second takes its place.
        more.Commit([], [new FileFailure(0, "vanished", "The file is gone.")]);
        Assert.Equal([1L, 2L], more.Pending().Select(p => p.Ordinal));
        scene.Work(more);
        RunOutcome outcome = more.Finish(new RunDocument { Pipeline = "p" });
        Assert.Equal((3, 3, 0, 1), (outcome.Counts.Images, outcome.Counts.New, outcome.Counts.Reused, outcome.Counts.Failed));
        Assert.StartsWith("a.jpg,,,4,,,,,failed,vanished,The file is gone.", Scene.Csv(outcome.Folder)["images.csv"].Split("\r\n")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Pending_ContentWhosePathsAllVanish_IsSettledInFewRounds()
    {
        Scene scene = new();
        for (int i = 0; i < 300; i++)
        {
            scene.Add($"{i:000}.jpg", "black");
        }

        scene.Run(_output.Path);
        using ResultStore store = ResultStore.Open(_output.Path);
        using RunLedger ledger = scene.Open(store, [Scene.Steps[0] with { Fingerprint = "fp-other" }]);
        ledger.Plan();
        int rounds = 0;
        for (; ledger.Pending().ToArray() is { Length: > 0 } pending; rounds++)
        {
            ledger.Commit([], [.. pending.Select(p => new FileFailure(p.Ordinal, "denied", "Permission denied."))]);
        }

        Assert.InRange(rounds, 2, 6);
        Assert.Equal((300, 300), (ledger.Finish(new RunDocument { Pipeline = "p" }).Counts.Failed, (int)ledger.Plan().Images));
    }

    [Theory]
    [InlineData("timeout", 1)]
    [InlineData("model-error", 1)]
    [InlineData("crash", 0)]
    public void Pending_StepFailed_TriesAgainNextRunUnlessTheFailureIsRemembered(string failure, int pendingNextTime)
    {
        Scene scene = Scene.Of(3);
        ImageResult? Fail(PendingImage image) => image.Ordinal != 1 ? null : scene.Compute(image) with
        {
            Steps = [Scene.ObjectsOf(scene.Contents[1]), new StepResult("fp-kind", failure, "It went wrong.", [])],
        };

        RunOutcome first = scene.Run(_output.Path, special: Fail);

        Assert.Equal((2, 1, 0), (first.Counts.Ok, first.Counts.Partial, first.Counts.Failed));
        Assert.Equal($"path,failure,message\r\nyard/00001.jpg,{failure},Step 'kind': It went wrong.\r\n", Scene.Csv(first.Folder)["failures.csv"]);
        RunOutcome second = scene.Run(_output.Path);
        Assert.Equal(pendingNextTime, second.Counts.New);
        Assert.Equal(pendingNextTime == 0, second.SameAsLatest);
        Assert.Equal(3 - pendingNextTime == 3 ? 2 : 3, second.Counts.Ok);
    }

    [Fact]
    public void Finish_EveryStepFailed_StatusIsFailed()
    {
        Scene scene = Scene.Of(1);
        RunOutcome outcome = scene.Run(_output.Path, special: i => scene.Compute(i) with
        {
            Steps = [new StepResult("fp-objects", "model-error", "No.", []), new StepResult("fp-kind", "model-error", "Nor this.", [])],
        });

        Assert.Equal(1, outcome.Counts.Failed);
        Assert.Contains("failed,model-error,Step 'objects': No.", Scene.Csv(outcome.Folder)["images.csv"], StringComparison.Ordinal);
    }

    [Fact]
    public void Finish_SomethingPending_Refuses()
    {
        using ResultStore store = ResultStore.Open(_output.Path);
        using RunLedger ledger = Scene.Of(2).Open(store);
        ledger.Plan();

        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => ledger.Finish(new RunDocument { Pipeline = "p" }));

        Assert.Contains("2 of 2 files are still pending", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_Rehash_TrustsNoSizeAndTime()
    {
        Scene scene = Scene.Of(4);
        scene.Run(_output.Path);
        using ResultStore store = ResultStore.Open(_output.Path);
        using RunLedger ledger = scene.Open(store, rehash: true);

        Assert.Equal(4, ledger.Plan().NewFiles);
    }

    [Fact]
    public void Plan_FileThatWasAnotherWhenReadAndIsBack_IsNotTakenForThat()
    {
        Scene scene = Scene.Of(3);
        RunOutcome first = scene.Run(_output.Path);
        scene.Files[1] = scene.Files[1] with { Bytes = 99 };
        // Listed with 99 bytes, it had 5 when it was read, and has 99 again.
        scene.Run(_output.Path, special: i => i.Ordinal != 1 ? null : Scene.ResultOf(1, "other", [0, 1]) with { Read = (5, 7) });

        RunOutcome after = scene.Run(_output.Path);

        Assert.Equal(Scene.Csv(first.Folder)["observations.csv"], Scene.Csv(after.Folder)["observations.csv"]);
    }

    [Fact]
    public void Plan_ClockWasSetBack_WhatWasFoundLastCounts()
    {
        Scene scene = Scene.Of(3);
        scene.Run(_output.Path, clock: new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        scene.Contents[1] = "text now, as long".PadRight(scene.Contents[1].Length)[..scene.Contents[1].Length];
        RunOutcome rehashed = scene.Run(_output.Path, clock: new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)), rehash: true);

        RunOutcome after = scene.Run(_output.Path, clock: new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero)));

        Assert.Equal(1, rehashed.Counts.Failed);
        Assert.Equal(Scene.Csv(rehashed.Folder), Scene.Csv(after.Folder));
    }

    [Fact]
    public void Finish_StepOrderOfThePipelineFile_OrdersTheRows()
    {
        Scene scene = new Scene().Add("a.jpg", "x");
        using ResultStore store = ResultStore.Open(_output.Path);
        using RunLedger ledger = scene.Open(store);
        ledger.Plan();
        scene.Work(ledger);

        RunOutcome outcome = ledger.Finish(new RunDocument { Pipeline = "p", StepOrder = [1, 0] });

        Assert.Equal(["id", "kind#1", "objects#1"], Scene.Csv(outcome.Folder)["observations.csv"].Split("\r\n")[..3].Select(l => l.Split(',')[1]));
    }

    [Fact]
    public void Finish_EmptyListing_WritesHeadersOnly()
    {
        RunOutcome outcome = new Scene().Run(_output.Path);

        Assert.All(Scene.Csv(outcome.Folder).Values, text => Assert.Single(text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(0, outcome.Counts.Images);
    }

    [Fact]
    public void Finish_FilesMovedTouchedAndPartlyFailed_RowsAreThoseOfThisRun()
    {
        static Scene At(string root) => new Scene().Add("a.jpg", "xx", root).Add("note.txt", "text", root).Add("torn.jpg", "torn", root).Add("b.jpg", "yy", root);
        ImageResult? Crash(PendingImage image) => image.Ordinal != 3 ? null : At("/").Compute(image) with
        {
            Steps = [Scene.ObjectsOf("yy"), new StepResult("fp-kind", "crash", "It died.", [])],
        };
        At("/one/").Run(_output.Path, special: Crash);
        Scene moved = At("/two/");
        using (ResultStore store = ResultStore.Open(_output.Path))
        {
            using RunLedger ledger = moved.Open(store);
            ledger.Plan();
            ledger.Commit([.. moved.Contents.Select((c, i) => new ImageResult(i, Scene.Hash(c), null, [], 1))], []);
            RunOutcome second = ledger.Finish(new RunDocument { Pipeline = "yard-watch" });
            Assert.True(second.SameAsLatest);
            Assert.Equal((0, 4, 1, 2, 1), (second.Counts.New, second.Counts.Reused, second.Counts.Ok, second.Counts.Partial, second.Counts.Failed));
        }

        RunOutcome third = moved.Run(_output.Path);
        using RunReader reader = RunReader.Open(third.Folder);
        Assert.Equal(["/two/a.jpg", "/two/note.txt", "/two/torn.jpg", "/two/b.jpg"], reader.Images().Select(i => i.FullPath));
        Assert.All(reader.Images(), i => Assert.False(i.IsNew));
        Assert.Equal(["not-an-image", "truncated", "crash"], reader.Failures().Select(i => i.Failure));
        Assert.Equal(third.Counts.Observations, reader.Observations().Count());
    }

    [Fact]
    public void Finish_FailureOfTheLastRunSucceededElsewhere_ShowsTheSuccess()
    {
        Scene scene = Scene.Of(3);
        scene.Run(_output.Path, pipeline: "a", special: i => i.Ordinal != 1 ? null : scene.Compute(i) with
        {
            Steps = [Scene.ObjectsOf(scene.Contents[1]), new StepResult("fp-kind", "timeout", "Too slow.", [])],
        });
        Assert.Equal(1, scene.Run(_output.Path, pipeline: "b").Counts.New);

        RunOutcome outcome = scene.Run(_output.Path, pipeline: "a");

        Assert.Equal((false, 0, 3), (outcome.SameAsLatest, outcome.Counts.New, outcome.Counts.Ok));
    }
}
