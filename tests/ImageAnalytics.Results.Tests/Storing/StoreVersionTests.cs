using ImageAnalytics.Results.Tests.Support;

namespace ImageAnalytics.Results.Tests.Storing;

public sealed class StoreVersionTests : IDisposable
{
    private readonly OutputFolder _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Open_StoreThatVersion1Made_IsUpgradedAndNothingIsComputedAgain()
    {
        OldStores.Copy("version-1", _output.Path);
        List<string> said = [];
        IReadOnlyDictionary<string, string> before = Scene.Csv(_output.Combine("yard-watch", "latest"));

        using (ResultStore store = ResultStore.Open(_output.Path, warn: said.Add))
        {
            Assert.All(store.Segments.Files(), f => Assert.Matches("^[0-9T]{18}-[0-9a-f]{16}-[0-9a-f]{32}[.]parquet$", Path.GetFileName(f)));
            Assert.True(store.Examine().IsSound);
        }

        Assert.Contains("was brought from version 1 to 2: 4 files are named by their content now.", Assert.Single(said), StringComparison.Ordinal);
        Assert.Equal("2", File.ReadAllText(_output.Combine("store", "version")).Trim());
        RunOutcome run = Scene.Of(12).Run(_output.Path);
        Assert.Equal(0, run.Counts.New);
        Assert.Equal(before, Scene.Csv(run.Folder));
    }

    [Fact]
    public void Open_UpgradeWasInterrupted_GoesOn()
    {
        OldStores.Copy("version-1", _output.Path);
        string[] names = Directory.GetFiles(_output.Segments);
        ResultStore.Open(_output.Path).Dispose();
        string upgraded = Directory.GetFiles(_output.Segments, Path.GetFileNameWithoutExtension(names[0]) + "*").Single();
        File.Move(upgraded, names[0]);
        File.WriteAllText(_output.Combine("store", "version"), "1\n");

        ResultStore.Open(_output.Path).Dispose();

        Assert.True(File.Exists(upgraded));
        Assert.Equal(0, Scene.Of(12).Run(_output.Path).Counts.New);
    }

    [Fact]
    public void Open_SomeoneReadsAnOldStore_BothShapesAreReadAndTheNextOpeningUpgrades()
    {
        OldStores.Copy("version-1", _output.Path);
        using (RunReader reader = RunReader.Open(_output.Combine("yard-watch", "latest")))
        {
            Assert.Equal(0, Scene.Of(12).Run(_output.Path).Counts.New);
            Assert.Equal("1", File.ReadAllText(_output.Combine("store", "version")).Trim());
        }

        ResultStore.Open(_output.Path).Dispose();
        Assert.Equal("2", File.ReadAllText(_output.Combine("store", "version")).Trim());
    }

    [Theory]
    [InlineData("3\n")]
    [InlineData("two")]
    [InlineData("-1")]
    public void Open_VersionThatIsNotKnown_Refuses(string version)
    {
        ResultStore.Open(_output.Path).Dispose();
        File.WriteAllText(_output.Combine("store", "version"), version);

        StoreException refused = Assert.Throws<StoreException>(() => ResultStore.Open(_output.Path));

        Assert.Contains($"its version is '{version.Trim()}', and this program knows versions up to 2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_EmptyVersionFile_IsWrittenAgain()
    {
        Scene scene = Scene.Of(4);
        scene.Run(_output.Path);
        File.WriteAllText(_output.Combine("store", "version"), "");

        Assert.Equal(0, scene.Run(_output.Path).Counts.New);
        Assert.Equal("2", File.ReadAllText(_output.Combine("store", "version")).Trim());
    }

    [Fact]
    public void Examine_FlippedBitThatStillReads_SetsTheSegmentAsideAndTheNextRunComputesItAgain()
    {
        Scene scene = Scene.Of(12);
        RunOutcome first = scene.Run(_output.Path, chunk: 4);
        string segment = Directory.GetFiles(_output.Segments)[1];
        byte[] bytes = File.ReadAllBytes(segment);
        // In the text that says who wrote it, which no reader of values looks at.
        bytes[^30] ^= 1;
        File.WriteAllBytes(segment, bytes);
        List<string> said = [];

        using (ResultStore store = ResultStore.Open(_output.Path, warn: said.Add))
        {
            Assert.Equal(segment + ".damaged", Assert.Single(store.Examine().Damaged));
        }

        Assert.Contains("its bytes have another SHA-256 than its name says", Assert.Single(said), StringComparison.Ordinal);
        RunOutcome again = scene.Run(_output.Path);
        Assert.Equal(4, again.Counts.New);
        Assert.Equal(Scene.Csv(first.Folder), Scene.Csv(again.Folder));
    }

    [Fact]
    public void Examine_LatestLeadsNowhere_LeadsToTheNewestRunAgain()
    {
        Scene scene = Scene.Of(4);
        scene.Run(_output.Path);
        RunOutcome newest = scene.Run(_output.Path);
        string latest = _output.Combine("yard-watch", "latest");
        File.Delete(latest);
        File.CreateSymbolicLink(latest, "runs/20200101-000000");
        using ResultStore store = ResultStore.Open(_output.Path);

        Assert.Equal(latest, Assert.Single(store.Examine().Links));
        Assert.Equal($"runs/{newest.RunId}", new FileInfo(latest).LinkTarget);
        Assert.Empty(store.Examine().Links);
    }
}
