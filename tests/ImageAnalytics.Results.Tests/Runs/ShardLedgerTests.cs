using ImageAnalytics.Results.Tests.Support;

namespace ImageAnalytics.Results.Tests.Runs;

/// <summary>Books that go on from shard to shard find what books of one process find, and read the store once.</summary>
public sealed class ShardLedgerTests : IDisposable
{
    private const int Shards = 4;
    private readonly OutputFolder _plain = new(), _shared = new();

    public void Dispose()
    {
        _plain.Dispose();
        _shared.Dispose();
    }

    [Fact]
    public void NextShard_AllShardsOfAHalfDoneFolder_MakeTheRunOfOneProcess()
    {
        Scene first = Scene.Of(20), all = Scene.Of(20);
        for (int i = 0; i < 30; i++)
        {
            // Some contents come again under other paths, in other shards.
            all.Add($"more/{i:D2}.jpg", i % 5 == 0 ? "torn!" : i % 3 == 0 ? all.Contents[i] : $"new {i}");
        }

        first.Run(_plain.Path);
        first.Run(_shared.Path);
        RunOutcome plain = all.Run(_plain.Path), merged = Merge(all, Work(all, Compute(all, [])));

        Assert.Equal(Scene.Csv(plain.Folder), Scene.Csv(merged.Folder));
    }

    [Fact]
    public void NextShard_ContentsKnownUnderOtherPaths_AreHashedOnly()
    {
        Scene before = Scene.Of(20), renamed = Scene.Of(20, folder: "elsewhere");
        before.Run(_shared.Path);
        List<string> computed = [];

        RunOutcome merged = Merge(renamed, Work(renamed, Compute(renamed, computed)));

        Assert.Empty(computed);
        Assert.Equal((20, 20), (merged.Counts.Images, merged.Counts.Ok));
    }

    [Fact]
    public void NextShard_StoreMergedBetweenShards_IsReadAgain()
    {
        Scene scene = Scene.Of(20);
        scene.Run(_shared.Path, chunk: 2);
        List<string> computed = [];

        RunOutcome merged = Merge(scene, Work(scene, Compute(scene, computed), between: () =>
        {
            using ResultStore store = ResultStore.Open(_shared.Path, options: new StoreOptions { CompactAbove = 1 });
            store.Compact();
        }));

        Assert.Empty(computed);
        Assert.Equal(20, merged.Counts.Ok);
    }

    [Fact]
    public void NextShard_ListingLoadedForOneShard_IsRefused()
    {
        string listing = Save(Scene.Of(8));
        using ResultStore store = ResultStore.Open(_shared.Path);
        using RunLedger ledger = RunLedger.Open(store, Scene.Facts, Scene.Steps, rehash: false);
        ledger.LoadListing(listing, 1, Shards);

        Assert.Contains("none follows", Assert.Throws<InvalidOperationException>(() => ledger.NextShard(store, 2, Shards)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SaveShard_OneOfItsFilesIsLeft_IsRefusedUntilThatFileHasComeToAnEnd()
    {
        Scene scene = Scene.Of(8);
        scene.Contents[4] = scene.Contents[0]; // Both are of the first shard: 0 and 4 of 8 in four.
        string listing = Save(scene);
        using ResultStore store = ResultStore.Open(_shared.Path);
        using RunLedger ledger = RunLedger.Open(store, Scene.Facts, Scene.Steps, rehash: false);
        ledger.LoadListing(listing, 1, Shards, goesOn: true);
        ledger.Plan();
        PendingImage[] pending = [.. ledger.Pending()];
        Assert.Equal([0L, 4L], pending.Select(p => p.Ordinal));

        ledger.Commit([scene.Compute(pending[0])], []);
        Assert.Contains("1 of 2 files are still pending", Assert.Throws<InvalidOperationException>(() => ledger.SaveShard(ShardFile(1))).Message, StringComparison.Ordinal);

        ledger.Commit([new ImageResult(4, Scene.Hash(scene.Contents[4]), null, [], 0)], []); // Hashed only, for its content is known by now.
        ledger.SaveShard(ShardFile(1));

        ledger.NextShard(store, 2, Shards);
        ledger.Plan();
        PendingImage[] next = [.. ledger.Pending()];
        ledger.Commit([new ImageResult(next[0].Ordinal, Scene.Hash("met under another path"), null, [], 0)], [new FileFailure(next[1].Ordinal, "vanished", "It is gone.")]);
        Assert.Contains("1 of 2 files are still pending", Assert.Throws<InvalidOperationException>(() => ledger.SaveShard(ShardFile(2))).Message, StringComparison.Ordinal);

        ledger.Commit([scene.Compute(next[0])], []);
        ledger.SaveShard(ShardFile(2));
    }

    // As a worker does: what the store knows is only hashed, everything else is computed.
    private static Func<PendingImage, HashSet<string>, ImageResult> Compute(Scene scene, List<string> computed) => (image, known) =>
    {
        string content = scene.Contents[(int)image.Ordinal];
        if (image.ContentHash is null && known.Contains(Scene.Hash(content)))
        {
            return new ImageResult(image.Ordinal, Scene.Hash(content), null, [], 0);
        }

        computed.Add(image.Path);
        return scene.Compute(image);
    };

    private string Save(Scene scene)
    {
        string path = Path.Combine(_shared.Path, "listing.parquet");
        using ResultStore store = ResultStore.Open(_shared.Path);
        using RunLedger ledger = scene.Open(store);
        ledger.SaveListing(path);
        return path;
    }

    private string Work(Scene scene, Func<PendingImage, HashSet<string>, ImageResult> compute, Action? between = null)
    {
        string listing = Save(scene), spill = Directory.CreateDirectory(Path.Combine(_shared.Path, "spill")).FullName;
        RunLedger? ledger = null;
        for (int shard = 1; shard <= Shards; shard++)
        {
            using ResultStore store = ResultStore.Open(_shared.Path);
            if (ledger is null)
            {
                ledger = RunLedger.Open(store, Scene.Facts, Scene.Steps, rehash: false, spillFolder: spill);
                ledger.LoadListing(listing, shard, Shards, goesOn: true);
            }
            else
            {
                ledger.NextShard(store, shard, Shards);
            }

            ledger.Plan();
            HashSet<string> known = Known(ledger);
            scene.Work(ledger, special: image => compute(image, known));
            ledger.SaveShard(ShardFile(shard));
            store.Dispose();
            between?.Invoke();
        }

        ledger!.Dispose();
        return listing;
    }

    private HashSet<string> Known(RunLedger ledger)
    {
        string file = Path.Combine(_shared.Path, "known");
        ledger.WriteKnownContents(file);
        return [.. File.ReadAllBytes(file).Chunk(32).Select(Convert.ToHexStringLower)];
    }

    private RunOutcome Merge(Scene scene, string listing)
    {
        using ResultStore store = ResultStore.Open(_shared.Path);
        using RunLedger ledger = RunLedger.Open(store, Scene.Facts, Scene.Steps, rehash: false);
        ledger.LoadListing(listing, 1, 1);
        for (int shard = 1; shard <= Shards; shard++)
        {
            ledger.LoadShard(ShardFile(shard), keepFailures: true);
        }

        Assert.Equal((scene.Files.Count, 0), (ledger.Plan().Images, ledger.Plan().Pending));
        return ledger.Finish(new RunDocument { Pipeline = "yard-watch" });
    }

    private string ShardFile(int shard) => Path.Combine(_shared.Path, $"shard-{shard}.parquet");
}
