using ImageAnalytics.Results.Sql;
using ImageAnalytics.Results.Tests.Support;

namespace ImageAnalytics.Results.Tests.Runs;

/// <summary>The books of files with several pages.</summary>
public sealed class PageLedgerTests : IDisposable
{
    private readonly OutputFolder _output = new();
    private int _counted;

    public void Dispose() => _output.Dispose();

    [Fact]
    public void SplitPages_GivesEachPageARowInItsFilesPlace()
    {
        using ResultStore store = ResultStore.Open(_output.Path);
        using RunLedger ledger = Scene.Of(0).Add("a.tif", "three").Add("b.jpg", "one").Add("c.gif", "two").Open(store);
        Split(ledger);
        Assert.Equal(6, ledger.Plan().Images);
        Assert.Equal(
            ["a.tif#1 /in/a.tif 1", "a.tif#2 /in/a.tif 2", "a.tif#3 /in/a.tif 3", "b.jpg /in/b.jpg 0", "c.gif#1 /in/c.gif 1", "c.gif#2 /in/c.gif 2"],
            ledger.Pending().Select(p => $"{p.Path} {p.FullPath} {p.Page}"));
        Assert.Equal(Enumerable.Range(0, 6), ledger.Pending().Select(p => (int)p.Ordinal));
        Assert.Equal("threeonetwo".Length, ledger.Plan().PendingBytes);
    }

    [Fact]
    public void SplitPages_Limit_KeepsTheFirstImages()
    {
        using ResultStore store = ResultStore.Open(_output.Path);
        using RunLedger ledger = Scene.Of(0).Add("a.tif", "three").Add("c.gif", "two").Open(store);
        Split(ledger, most: 4);
        Assert.Equal(4, ledger.Plan().Images);
        Assert.Equal("c.gif#1", ledger.Pending().Last().Path);
    }

    [Fact]
    public void Run_Pages_AreKnownByTheirFilesHashOnTheNextNight()
    {
        Assert.Equal((3, 3), Run());
        Assert.Equal(1, _counted);
        Assert.Equal((3, 0), Run());
        Assert.Equal(1, _counted);
        Assert.Equal((3, 0), Run(rehash: true));
        Assert.Equal(2, _counted);
        string last = RunFolder.Resolve(_output.Path);
        using RunReader reader = RunReader.Open(last);
        Assert.Equal(["a.tif#1", "a.tif#2", "a.tif#3"], reader.Images().Select(i => i.Path));
        Assert.Equal([1, 2, 3], reader.Images().Select(i => i.Page));
        Assert.All(reader.Images(), i => Assert.Equal(Scene.Hash("three"), i.ContentHash));
        Assert.Equal([1, 2, 3], reader.ObservationsWithImages().Select(o => o.Image.Page).Distinct());
    }

    [Fact]
    public void SplitPages_NotRemembered_CountsAgain()
    {
        for (int i = 1; i <= 2; i++)
        {
            using ResultStore store = ResultStore.Open(_output.Path);
            using RunLedger ledger = Scene.Of(0).Add("a.tif", "three").Open(store);
            ledger.SplitPages(Count, null, remember: false, TestContext.Current.CancellationToken);
            Assert.Equal(i, _counted);
        }
    }

    [Fact]
    public void SplitPages_FileThatCannotBeCounted_IsOneImageAndAskedForAgain()
    {
        for (int i = 1; i <= 2; i++)
        {
            using ResultStore store = ResultStore.Open(_output.Path);
            using RunLedger ledger = Scene.Of(0).Add("a.tif", "denied").Open(store);
            Split(ledger);
            ledger.Plan();
            Assert.Equal("a.tif", Assert.Single(ledger.Pending()).Path);
            Assert.Equal(i, _counted);
        }
    }

    [Fact]
    public void Open_ListingOfAProgramThatKnewNoPages_ReadsItAndRunsOnFromIt()
    {
        Scene scene = Scene.Of(3);
        RunOutcome outcome = scene.Run(_output.Path);
        string listing = Path.Combine(outcome.Folder, "images.parquet"), old = _output.Combine("old.parquet");
        using (Database database = Database.Open(null, 128, 1))
        {
            database.Execute($"COPY (SELECT * EXCLUDE (page) FROM '{listing}' ORDER BY ordinal) TO '{old}' (FORMAT parquet)");
        }

        File.Move(old, listing, overwrite: true);
        using (RunReader reader = RunReader.Open(outcome.Folder))
        {
            Assert.Equal([0, 0, 0], reader.Images().Select(i => i.Page));
            Assert.Equal(outcome.Counts.Observations, reader.Observations().Count());
        }

        RunOutcome second = scene.Run(_output.Path);
        Assert.Equal((0, 3), (second.Counts.New, second.Counts.Reused));
        Assert.True(second.SameAsLatest);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10_001)]
    public void HashOf_IsTheSameInSql(int page)
    {
        string file = Scene.Hash("a file");
        using Database database = Database.Open(null, 128, 1);
        Assert.Equal(PageContent.HashOf(file, page), database.Text($"SELECT {PageContent.Sql($"'{file}'", $"{page}")}"));
        Assert.Equal(page <= 1, PageContent.HashOf(file, page) == file);
    }

    private (long Images, long New) Run(bool rehash = false)
    {
        Scene scene = Scene.Of(0).Add("a.tif", "three");
        using ResultStore store = ResultStore.Open(_output.Path);
        using RunLedger ledger = scene.Open(store, rehash: rehash);
        Split(ledger);
        ledger.Plan();
        string hash = Scene.Hash("three");
        for (List<PendingImage> pending = [.. ledger.Pending()]; pending.Count > 0; pending = [.. ledger.Pending()])
        {
            ledger.Commit([.. pending.Select(p => Compute(p, hash, rehash))], []);
        }

        RunCounts counts = ledger.Finish(new RunDocument { Pipeline = "p" }).Counts;
        return (counts.Images, counts.New);
    }

    private static ImageResult Compute(PendingImage page, string hash, bool knows)
    {
        string? file = page.Page > 1 ? hash : null;
        return knows
            ? new ImageResult(page.Ordinal, PageContent.HashOf(hash, page.Page), null, [], 0) { FileHash = file }
            : new ImageResult(page.Ordinal, PageContent.HashOf(hash, page.Page), Scene.FactsOf("x"), Scene.StepsOf("xx", page.MissingSteps), 1) { FileHash = file };
    }

    private void Split(RunLedger ledger, long? most = null) => ledger.SplitPages(Count, most, remember: true, TestContext.Current.CancellationToken);

    private int Count(ListedFile file)
    {
        Interlocked.Increment(ref _counted);
        return file.Bytes switch { 5 when file.Path == "a.tif" => 3, 3 when file.Path == "c.gif" => 2, 6 => 0, _ => 1 };
    }
}
