using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Library.Installing;
using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Tests.Library;

/// <summary>A model's folder is complete and checked, or it is not there.</summary>
public sealed class ModelInstallerTests : IDisposable
{
    private const string Published = "owner/nets/0123456789abcdef0123456789abcdef01234567/some folder/net.onnx";
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _network = new byte[300_000];

    public ModelInstallerTests()
    {
        new Random(7).NextBytes(_network);
        Directory.CreateDirectory(_folder.In("catalog", "colours"));
        string card = DrawnModel.Card(_network).Replace(
            "input:", "    source: { repository: owner/nets, commit: 0123456789abcdef0123456789abcdef01234567, path: some folder/net.onnx }\n    mirror: kept/here.onnx\ninput:");
        File.WriteAllText(_folder.In("catalog", "colours", "model.yaml"), card);
    }

    private string Target => _folder.In("models");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Folder_AnyNameAndDepth_IsFoundByItsHash()
    {
        Directory.CreateDirectory(_folder.In("source", "a", "b"));
        await File.WriteAllBytesAsync(_folder.In("source", "a", "b", "other name"), _network, TestContext.Current.CancellationToken);
        byte[] wrong = [.. _network];
        wrong[0] ^= 1;
        await File.WriteAllBytesAsync(_folder.In("source", "net.onnx"), wrong, TestContext.Current.CancellationToken);
        Directory.CreateSymbolicLink(_folder.In("source", "a", "loop"), _folder.In("source"));

        InstallResult result = await InstallAsync(new FolderSource(_folder.In("source")));

        Assert.Equal((InstallState.Installed, 0), (result.State, result.Messages.Count));
        Assert.Empty(new ModelLibrary([Target]).Find("colours").Problems);
        Assert.Equal([".lock", "colours"], Names(Target));
        Assert.Equal(["model.yaml", "net.onnx"], Names(_folder.In("models", "colours")));
        Assert.Equal(InstallState.AlreadyThere, (await InstallAsync(new FolderSource(_folder.In("source")))).State);
    }

    [Fact]
    public async Task Folder_LacksAFile_NothingIsVisible()
    {
        Directory.CreateDirectory(_folder.In("source"));

        InstallResult result = await InstallAsync(new FolderSource(_folder.In("source")));

        Assert.Equal(InstallState.Lacking, result.State);
        Assert.Contains("'net.onnx' of model 'colours' (300000 bytes", Assert.Single(result.Messages), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.In("models", "colours")));
    }

    [Fact]
    public async Task Folder_DamagedModel_IsReplacedWhole()
    {
        Directory.CreateDirectory(_folder.In("source"));
        await File.WriteAllBytesAsync(_folder.In("source", "x"), _network, TestContext.Current.CancellationToken);
        await InstallAsync(new FolderSource(_folder.In("source")));
        await File.WriteAllTextAsync(_folder.In("models", "colours", "net.onnx"), "damaged", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(_folder.In("models", ".complete-colours-killed"));

        Assert.Equal(InstallState.Installed, (await InstallAsync(new FolderSource(_folder.In("source")))).State);
        Assert.Empty(new ModelLibrary([Target]).Find("colours").Problems);
        Assert.Equal([".lock", "colours"], Names(Target));
    }

    [Fact]
    public async Task Folder_ModelWhoseCardWasChanged_IsKeptAside()
    {
        Directory.CreateDirectory(_folder.In("source"));
        await File.WriteAllBytesAsync(_folder.In("source", "x"), _network, TestContext.Current.CancellationToken);
        await InstallAsync(new FolderSource(_folder.In("source")));
        await File.AppendAllTextAsync(_folder.In("models", "colours", "model.yaml"), "# ours\n", TestContext.Current.CancellationToken);

        InstallResult result = await InstallAsync(new FolderSource(_folder.In("source")));

        Assert.Equal(InstallState.Installed, result.State);
        string kept = Assert.Single(Directory.GetDirectories(Target, ".kept-colours-*"));
        Assert.EndsWith("# ours\n", await File.ReadAllTextAsync(Path.Combine(kept, "model.yaml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(["model.yaml"], Names(kept));
        Assert.Contains($"What the former one had is kept in '{kept}'", Assert.Single(result.Messages), StringComparison.Ordinal);
        Assert.Equal("colours", Assert.Single(new ModelLibrary([Target]).List()).Name);
    }

    [Fact]
    public async Task Folder_ModelWithOtherFilesAndALinkThatLeadsNowhere_IsKeptAsideAndInstalled()
    {
        Directory.CreateDirectory(_folder.In("source"));
        await File.WriteAllBytesAsync(_folder.In("source", "x"), _network, TestContext.Current.CancellationToken);
        await InstallAsync(new FolderSource(_folder.In("source")));
        await File.WriteAllTextAsync(_folder.In("models", "colours", "notes.txt"), "ours", TestContext.Current.CancellationToken);
        File.Delete(_folder.In("models", "colours", "net.onnx"));
        File.CreateSymbolicLink(_folder.In("models", "colours", "net.onnx"), _folder.In("gone"));

        InstallResult result = await InstallAsync(new FolderSource(_folder.In("source")));

        Assert.Equal(InstallState.Installed, result.State);
        string kept = Assert.Single(Directory.GetDirectories(Target, ".kept-colours-*"));
        Assert.Equal("ours", await File.ReadAllTextAsync(Path.Combine(kept, "notes.txt"), TestContext.Current.CancellationToken));
        Assert.Contains($"had something that the catalog does not give back: a changed card, changed labels or other files. What the former one had is kept in '{kept}'", Assert.Single(result.Messages), StringComparison.Ordinal);
        Assert.Equal(["model.yaml", "net.onnx"], Names(_folder.In("models", "colours")));
    }

    [Theory]
    [InlineData(Published)]
    [InlineData("kept/here.onnx")]
    [InlineData("colours/net.onnx")]
    public async Task Web_AnyOfItsPlaces_IsFetched(string place)
    {
        using FileServer server = new();
        server.Add(place, _network);
        using WebSource source = new(server.Address);

        Assert.Equal(InstallState.Installed, (await InstallAsync(source)).State);
        Assert.Empty(new ModelLibrary([Target]).Find("colours").Problems);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Web_BreaksOff_GoesOnOrStartsAgain(bool knowsRange)
    {
        using FileServer server = new() { BreakAfter = 100_000, KnowsRange = knowsRange };
        server.Add(Published, _network);
        using WebSource source = new(server.Address);

        InstallResult broken = await InstallAsync(source);
        Assert.Equal(InstallState.Failed, broken.State);
        Assert.False(Directory.Exists(_folder.In("models", "colours")));
        Assert.Equal(InstallState.Installed, (await InstallAsync(source)).State);

        Assert.StartsWith("bytes=", server.Requests[^1].Range, StringComparison.Ordinal);
        Assert.Empty(new ModelLibrary([Target]).Find("colours").Problems);
    }

    [Fact]
    public async Task Web_OtherBytes_AreRefusedAndForgotten()
    {
        using FileServer server = new();
        byte[] wrong = [.. _network];
        wrong[^1] ^= 1;
        server.Add(Published, wrong);
        using WebSource source = new(server.Address);

        InstallResult refused = await InstallAsync(source);
        server.Add(Published, _network);

        Assert.Equal(InstallState.Failed, refused.State);
        Assert.Contains("is refused: its sha256 is", Assert.Single(refused.Messages), StringComparison.Ordinal);
        Assert.Equal(InstallState.Installed, (await InstallAsync(source)).State);
    }

    [Fact]
    public async Task Web_TooLong_IsRefused()
    {
        using FileServer server = new();
        server.Add(Published, [.. _network, 1, 2, 3]);
        using WebSource source = new(server.Address);

        InstallResult refused = await InstallAsync(source);

        Assert.Equal(InstallState.Failed, refused.State);
        Assert.Contains("is longer than the 300000 bytes", refused.Messages[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Web_NothingThere_IsLacking()
    {
        using FileServer server = new();
        using WebSource source = new(server.Address);

        Assert.Equal(InstallState.Lacking, (await InstallAsync(source)).State);
        Assert.Equal(["/" + Published, "/kept/here.onnx", "/colours/net.onnx"], server.Requests.Select(r => r.Path));
    }

    [Fact]
    public async Task Web_FileInGitLfs_IsAskedOfItsOwnServer()
    {
        string card = _folder.In("catalog", "colours", "model.yaml");
        await File.WriteAllTextAsync(
            card, (await File.ReadAllTextAsync(card, TestContext.Current.CancellationToken)).Replace("net.onnx }", "net.onnx, lfs: true }", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        using FileServer pointers = new();
        using FileServer contents = new();
        pointers.Add(Published, "version https://git-lfs.github.com/spec/v1"u8.ToArray());
        contents.Add("media/" + Published, _network);
        using WebSource source = new(pointers.Address, new Uri(contents.Address, "media"));

        Assert.Equal(InstallState.Installed, (await InstallAsync(source)).State);
        Assert.Empty(pointers.Requests);
    }

    [Fact]
    public async Task Web_NoServer_SaysWhichAddress()
    {
        Uri address;
        using (FileServer server = new())
        {
            address = server.Address;
        }

        using WebSource source = new(address);

        InstallResult failed = await InstallAsync(source);

        Assert.Equal(InstallState.Failed, failed.State);
        Assert.Contains(address.AbsoluteUri, failed.Messages[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Install_UnknownName_NamesTheNearest()
    {
        ModelInstaller installer = new(ModelCatalog.Load(_folder.In("catalog")), Target, []);

        PluginException e = await Assert.ThrowsAsync<PluginException>(() => installer.InstallAsync("colour", null, TestContext.Current.CancellationToken));

        Assert.Contains("Did you mean 'colours'?", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Install_AnotherIsAtWork_SaysSo()
    {
        Directory.CreateDirectory(Target);
        await using FileStream held = new(Path.Combine(Target, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        Directory.CreateDirectory(_folder.In("source"));

        Assert.Equal(InstallState.Failed, (await InstallAsync(new FolderSource(_folder.In("source")))).State);
    }

    [Fact]
    public async Task Install_TargetIsAFile_SaysSo()
    {
        await File.WriteAllTextAsync(Target, "", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(_folder.In("source"));

        InstallResult failed = await InstallAsync(new FolderSource(_folder.In("source")));

        Assert.Equal(InstallState.Failed, failed.State);
        Assert.Contains(Target, failed.Messages[0], StringComparison.Ordinal);
    }

    [Fact]
    public void RelativeUrl_OddPath_IsEscaped()
        => Assert.Equal("a/b/c/d%20e%3F/f%23.onnx", new FileSource("a/b", "c", "d e?/f#.onnx").RelativeUrl);

    private Task<InstallResult> InstallAsync(IModelSource source)
        => new ModelInstaller(ModelCatalog.Load(_folder.In("catalog")), Target, [source]).InstallAsync("colours", null, TestContext.Current.CancellationToken);

    private static IEnumerable<string> Names(string folder) => Directory.EnumerateFileSystemEntries(folder).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal);
}
