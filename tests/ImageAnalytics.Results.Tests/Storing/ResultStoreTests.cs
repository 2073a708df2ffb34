using ImageAnalytics.Results.Durable;
using ImageAnalytics.Results.Sql;
using ImageAnalytics.Results.Tests.Support;

namespace ImageAnalytics.Results.Tests.Storing;

public sealed class ResultStoreTests : IDisposable
{
    private readonly OutputFolder _output = new();

    public void Dispose() => _output.Dispose();

    public static TheoryData<string, int> Moments()
    {
        TheoryData<string, int> moments = [];
        foreach (CommitPoint point in Enum.GetValues<CommitPoint>().Where(p => p != CommitPoint.Merged))
        {
            moments.Add("segments", (int)point);
            moments.Add("files", (int)point);
        }

        return moments;
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public void Commit_ProcessDiesAtAnyMoment_NextRunGoesOnToTheSameResult(string folder, int moment)
    {
        Scene scene = Scene.Of(12);
        string died = _output.Combine("died");
        Interrupt(scene, died, folder, (CommitPoint)moment);

        Assert.Equal(Scene.Csv(scene.Run(_output.Combine("undisturbed")).Folder), Scene.Csv(scene.Run(died).Folder));
        Assert.DoesNotContain(Directory.EnumerateFiles(died, "*", SearchOption.AllDirectories), f => f.Contains(".tmp-", StringComparison.Ordinal));
    }

    [Fact]
    public void Compact_MoreThanIsSortedAtOnce_MakesSeveralSegmentsAndKeepsEveryRow()
    {
        Scene scene = Scene.Of(3000);
        IReadOnlyDictionary<string, string> before = Scene.Csv(scene.Run(_output.Path, chunk: 200).Folder);
        using (ResultStore store = ResultStore.Open(_output.Path, options: new StoreOptions { CompactAbove = 3, SegmentMegabytes = 2 }))
        {
            store.Compact();
        }

        Assert.InRange(Directory.GetFiles(_output.Segments).Length, 2, 7);
        Assert.Equal(before, Scene.Csv(scene.Run(_output.Path).Folder));
    }

    [Theory]
    [InlineData(CommitPoint.Written)]
    [InlineData(CommitPoint.Renamed)]
    [InlineData(CommitPoint.Merged)]
    internal void Compact_ProcessDiesAtAnyMoment_LosesAndDoublesNothing(CommitPoint moment)
    {
        Scene scene = Scene.Of(12);
        RunOutcome first = scene.Run(_output.Path, chunk: 2);
        using (ResultStore store = ResultStore.Open(_output.Path, options: new StoreOptions { CompactAbove = 2 }))
        {
            store.Segments.Reached = p => _ = p == moment ? throw new OperationCanceledException() : 0;
            Assert.Throws<OperationCanceledException>(() => store.Compact());
        }

        using RunReader reader = RunReader.Open(first.Folder);
        RunExport.Write(reader, "csv", _output.Combine("again"));
        Assert.Equal(
            Scene.Csv(first.Folder),
            Directory.EnumerateFiles(_output.Combine("again")).ToDictionary(f => Path.GetFileName(f), File.ReadAllText));
        Assert.Equal(0, scene.Run(_output.Path).Counts.New);
    }

    [Fact]
    public void Compact_ManySegments_KeepsOneRowSetEach()
    {
        Scene scene = Scene.Of(20);
        RunOutcome first = scene.Run(_output.Path, chunk: 2);
        // The same results once more, as a second machine might have brought them.
        foreach (string segment in Directory.GetFiles(_output.Segments))
        {
            string name = Path.GetFileName(segment);
            File.Copy(segment, Path.Combine(_output.Segments, name.Replace(name[19..35], "0123456789abcdef", StringComparison.Ordinal)), overwrite: true);
        }

        using (ResultStore store = ResultStore.Open(_output.Path, options: new StoreOptions { CompactAbove = 2 }))
        {
            StoreHealth health = store.Examine();
            Assert.Equal((1, 20L, first.Counts.Observations * 2), (health.Segments, health.Contents, health.Observations));
            Assert.Equal(first.Counts.Observations, store.Examine().Observations);
        }

        Assert.True(scene.Run(_output.Path).SameAsLatest);
    }

    [Fact]
    public void Compact_FailureThatIsTriedAgain_StaysForAMergeThatNeedsIt()
    {
        Scene scene = Scene.Of(8);
        scene.Run(_output.Path, chunk: 2, special: i => i.Ordinal != 1 ? null : scene.Compute(i) with { Steps = [Scene.ObjectsOf(scene.Contents[1]), new StepResult("fp-kind", "timeout", "Slow.", [])] });
        using ResultStore store = ResultStore.Open(_output.Path, options: new StoreOptions { CompactAbove = 2 });
        Assert.Equal(4 + 4, store.Compact());
        using Database database = store.OpenDatabase();
        Assert.Equal(["timeout"], database.Rows($"SELECT failure FROM {store.Segments.Source(store.Segments.Files())} WHERE failure IS NOT NULL", r => r.GetString(0)));
        Assert.Equal(1, scene.Run(_output.Path).Counts.New);
        Assert.Equal(8, scene.Run(_output.Path).Counts.Ok);
    }

    [Fact]
    public void Open_FolderWithTemporaryFilesOfSomebodyElse_IsRefusedAndLeftAlone()
    {
        string own = _output.Combine("store", "tmp", "mine.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(own)!);
        File.WriteAllText(own, "mine");

        StoreException refused = Assert.Throws<StoreException>(() => ResultStore.Open(_output.Path));

        Assert.Contains($"this program did not write '{own}'. Choose another folder with --output", refused.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(own));
    }

    [Fact]
    public void Finish_FolderStandsWhereTheLinkBelongs_RunIsComplete()
    {
        Scene scene = Scene.Of(2);
        Directory.CreateDirectory(_output.Combine("yard-watch", "latest", "old"));
        List<string> told = [];
        using ResultStore store = ResultStore.Open(_output.Path, warn: told.Add);
        using RunLedger ledger = scene.Open(store);
        ledger.Plan();
        scene.Work(ledger);

        RunOutcome outcome = ledger.Finish(new RunDocument { Pipeline = "yard-watch" });

        Assert.True(File.Exists(Path.Combine(outcome.Folder, "csv", "images.csv")));
        Assert.Contains($"The run '{outcome.Folder}' is complete, but '{_output.Combine("yard-watch", "latest")}' could not be made a link to it", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public void Compact_SomeoneReads_LeavesTheFiles()
    {
        RunOutcome run = Scene.Of(10).Run(_output.Path, chunk: 2);
        using ResultStore store = ResultStore.Open(_output.Path, options: new StoreOptions { CompactAbove = 2 });
        using (RunReader reader = RunReader.Open(run.Folder))
        {
            Assert.Equal(0, store.Compact());
        }

        Assert.Equal(5 + 5, store.Compact());
    }

    [Fact]
    public void Plan_TornSegment_IsSetAsideAndComputedAgain()
    {
        Scene scene = Scene.Of(12);
        RunOutcome first = scene.Run(_output.Path, chunk: 4);
        string torn = Directory.GetFiles(_output.Segments)[1];
        File.WriteAllBytes(torn, File.ReadAllBytes(torn)[..200]);
        File.WriteAllText(Path.Combine(_output.Segments, "notes.parquet"), "not ours");
        List<string> warnings = [];
        using ResultStore store = ResultStore.Open(_output.Path, warn: warnings.Add);
        using RunLedger ledger = scene.Open(store);

        Assert.Equal((4, 0), (ledger.Plan().Pending, ledger.Plan().NewFiles));
        Assert.Contains("What it held will be computed again.", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.True(File.Exists(torn + ".damaged"));
        scene.Work(ledger);
        Assert.Equal(Scene.Csv(first.Folder), Scene.Csv(ledger.Finish(new RunDocument { Pipeline = "yard-watch" }).Folder));
    }

    [Fact]
    public void Plan_SegmentWithBrokenPages_IsSetAsideAndComputedAgain()
    {
        Scene scene = Scene.Of(40);
        scene.Run(_output.Path, chunk: 20);
        string broken = Directory.GetFiles(_output.Segments)[0];
        byte[] bytes = File.ReadAllBytes(broken);
        Array.Fill<byte>(bytes, 0x5A, 4, 1500);
        File.WriteAllBytes(broken, bytes);

        Assert.Equal(20, scene.Run(_output.Path).Counts.New);
        Assert.Single(Directory.GetFiles(_output.Segments, "*.damaged"));
    }

    [Fact]
    public void Open_OutputIsAFile_SaysSo()
    {
        string file = _output.Combine("file");
        File.WriteAllText(file, "");

        Assert.Contains($"Cannot write to the output folder '{file}'", Assert.Throws<StoreException>(() => ResultStore.Open(file)).Message, StringComparison.Ordinal);
        Assert.Contains($"Cannot write to the output folder '{file}'", Assert.Throws<StoreException>(() => OutputLock.Acquire(file, "run")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FolderNameWithQuotesAndGlobs_Works()
    {
        Scene scene = Scene.Of(4);
        string output = _output.Combine("it's [1] *?{a}");

        scene.Run(output);

        Assert.True(scene.Run(output).SameAsLatest);
    }

    [Fact]
    public void Commit_DiskIsFull_SaysWhatWhereAndKeepsNothing()
    {
        Scene scene = Scene.Of(3);
        using ResultStore store = ResultStore.Open(_output.Path);
        using RunLedger ledger = scene.Open(store);
        ledger.Plan();
        store.Segments.Reached = p => _ = p == CommitPoint.Written ? throw new IOException("No space left on device") : 0;

        StoreException failed = Assert.Throws<StoreException>(() => scene.Work(ledger));

        Assert.Contains($"Cannot write the results of 3 images to '{_output.Segments}': No space left on device.", failed.Message, StringComparison.Ordinal);
        Assert.Contains("MB are free there", failed.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_output.Segments));
        store.Segments.Reached = null;
        scene.Work(ledger);
        Assert.Equal(3, ledger.Finish(new RunDocument { Pipeline = "p" }).Counts.New);
    }

    [Fact]
    public void Finish_ReportFails_LeavesNoHalfRun()
    {
        Scene scene = Scene.Of(3);
        using ResultStore store = ResultStore.Open(_output.Path);
        using RunLedger ledger = scene.Open(store);
        ledger.Plan();
        scene.Work(ledger);

        Assert.Throws<StoreException>(() => ledger.Finish(new RunDocument { Pipeline = "p", WriteReport = _ => throw new IOException("No space left on device") }));
        Assert.Empty(Directory.GetFileSystemEntries(_output.Combine("p", "runs")));
        Assert.Equal(3, ledger.Finish(new RunDocument { Pipeline = "p" }).Counts.New);
    }

    [Theory]
    [InlineData("store")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("")]
    public void Finish_NameThatIsNoFolder_Refuses(string pipeline)
    {
        using ResultStore store = ResultStore.Open(_output.Path);
        using RunLedger ledger = new Scene().Open(store);
        ledger.Plan();

        Assert.Contains("cannot be a pipeline's name", Assert.Throws<ArgumentException>(() => ledger.Finish(new RunDocument { Pipeline = pipeline })).Message, StringComparison.Ordinal);
    }

    private static void Interrupt(Scene scene, string output, string folder, CommitPoint moment)
    {
        using ResultStore store = ResultStore.Open(output);
        using RunLedger ledger = scene.Open(store);
        ledger.Plan();
        int commits = 0;

        // A cancelled commit cleans nothing up, as a killed process would not.
        Action<CommitPoint> die = p => _ = p == moment && ++commits == 2 ? throw new OperationCanceledException() : 0;
        (folder == "segments" ? store.Segments : store.KnownFiles).Reached = die;
        Assert.Throws<OperationCanceledException>(() => scene.Work(ledger, chunk: 4));
    }
}
