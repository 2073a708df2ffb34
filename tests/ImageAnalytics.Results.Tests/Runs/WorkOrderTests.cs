using ImageAnalytics.Results.Tests.Support;

namespace ImageAnalytics.Results.Tests.Runs;

/// <summary>In which order what is left is handed out.</summary>
public sealed class WorkOrderTests : IDisposable
{
    private readonly OutputFolder _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Pending_NewestFoldersFirst_GoesByTheNewestFileOfEachFolderAndInListingOrderWithin()
    {
        using ResultStore store = ResultStore.Open(_output.Path);
        Scene scene = Scene.Of(0).Add("a/1.jpg", "one").Add("a/2.jpg", "two").Add("b/1.jpg", "three").Add("a/in/1.jpg", "four").Add("c.jpg", "five").Add("b/9.jpg", "six");
        using RunLedger ledger = scene.Open(store);
        ledger.Plan();
        Assert.Equal(["b/1.jpg", "b/9.jpg", "c.jpg", "a/in/1.jpg", "a/1.jpg", "a/2.jpg"], ledger.Pending(newestFoldersFirst: true).Select(p => p.Path));
        Assert.Equal(scene.Files.Select(f => f.Path), ledger.Pending().Select(p => p.Path));
    }

    [Fact]
    public void Pending_NewestFoldersFirst_GoesOnBeyondOnePage()
    {
        using ResultStore store = ResultStore.Open(_output.Path);
        Scene scene = Scene.Of(5_000, "old");
        for (int i = 0; i < 5_000; i++)
        {
            scene.Add($"new/{i:D5}.jpg", $"new content {i}");
        }

        using RunLedger ledger = scene.Open(store);
        ledger.Plan();
        string[] paths = [.. ledger.Pending(newestFoldersFirst: true).Select(p => p.Path)];
        Assert.Equal(scene.Files.Skip(5_000).Concat(scene.Files.Take(5_000)).Select(f => f.Path), paths);
    }
}
