using System.Diagnostics;
using ImageAnalytics.Engine.Listing;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Tests.Listing;

public sealed class FolderListingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void List_Tree_IsInByteOrderFilesBeforeSubFolders()
    {
        foreach (string file in (string[])["b/2.jpg", "b/10.jpg", "B/1.jpg", "a.jpg", "Z.jpg", "b/c/x.jpg"])
        {
            _folder.Write(file);
        }

        Assert.Equal(["Z.jpg", "a.jpg", "B/1.jpg", "b/10.jpg", "b/2.jpg", "b/c/x.jpg"], Paths());
    }

    [Fact]
    public void List_LinksInALoop_EndAndNeverRenameRealFiles()
    {
        _folder.Write("real/1.jpg");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "a-link"), Path.Combine(_folder.Path, "real"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "real", "up"), _folder.Path);
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "gone.jpg"), "/does/not/exist.jpg");
        Assert.Equal(["real/1.jpg"], Paths());
    }

    [Fact]
    public void List_LinkToAFolderOutside_IsFollowed()
    {
        using TemporaryFolder other = new();
        other.Write("2.jpg");
        _folder.Write("1.jpg");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "0"), other.Path);
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "3.jpg"), Path.Combine(other.Path, "2.jpg"));
        Assert.Equal(["1.jpg", "3.jpg", "0/2.jpg"], Paths());
    }

    [Fact]
    public void List_LinksOutOfTheInputFolders_AreNotFollowedUnlessWanted()
    {
        using TemporaryFolder other = new();
        other.Write("2.jpg");
        other.Write("sub/4.jpg");
        _folder.Write("real/1.jpg");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "0"), Path.Combine(other.Path, "sub"));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "3.jpg"), Path.Combine(other.Path, "2.jpg"));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "5.jpg"), "real/1.jpg");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "6.jpg"), $"../{Path.GetFileName(_folder.Path)}-more/7.jpg");
        string input = Path.Combine(other.Path, "input");
        Directory.CreateSymbolicLink(input, _folder.Path);
        FolderListing listing = new(_ => true, _ => false, [], [input]);

        Assert.Equal(["5.jpg", "real/1.jpg"], listing.List(new InputFolder(input, "")).Select(f => f.Path));

        Assert.Contains("2 links lead out of the input folders and were not followed, such as '", Assert.Single(listing.Problems).Message, StringComparison.Ordinal);
        Assert.Contains("say 'links: follow' under 'images' of the pipeline", listing.Problems[0].Message, StringComparison.Ordinal);
        FolderListing both = new(_ => true, _ => false, [], [input, other.Path]);
        Assert.Equal(["3.jpg", "5.jpg", "real/1.jpg", "0/4.jpg"], both.List(new InputFolder(input, "")).Select(f => f.Path));
        Assert.Empty(both.Problems);
    }

    [Fact]
    public void List_InputWithoutAPictureBesideOthers_IsTold()
    {
        _folder.Write("yard/1.jpg");
        _folder.Write("gate/2.txt");
        _folder.Write("linked/3.jpg");
        string yard = Path.Combine(_folder.Path, "yard"), gate = Path.Combine(_folder.Path, "gate"), links = Directory.CreateDirectory(Path.Combine(_folder.Path, "links")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(links, "to"), "../linked");
        InputFolder[] inputs = [new(yard, "yard/"), new(gate, "gate/"), new(yard, "yard~2/"), new(links, "links/")];
        FolderListing listing = new(p => p.EndsWith(".jpg", StringComparison.Ordinal), _ => false, [], null), bare = new(_ => false, _ => false, [], null);

        Assert.Equal(["yard/1.jpg", "links/to/3.jpg"], listing.List(inputs).Select(f => f.Path));
        Assert.Equal($"No picture was found in the input folder '{gate}', while others have some. Is it mounted?", Assert.Single(listing.Bare));
        Assert.Empty(listing.Problems);
        Assert.Empty(bare.List(inputs));
        Assert.Empty(bare.Bare);
        FolderListing nested = new(_ => true, _ => false, [], null);
        Assert.Equal(["yard/1.jpg"], nested.List(new InputFolder(yard, "yard/"), new InputFolder(Path.Combine(_folder.Path, "yard"), "all/")).Select(f => f.Path));
        Assert.Empty(nested.Bare);
        string selection = Directory.CreateDirectory(Path.Combine(_folder.Path, "selection")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(selection, "a"), "../yard");
        FolderListing again = new(_ => true, _ => false, [], null);
        Assert.Equal(["yard/1.jpg"], again.List(new InputFolder(yard, "yard/"), new InputFolder(selection, "selection/")).Select(f => f.Path));
        Assert.Empty(again.Bare);
    }

    [Fact]
    public void List_LinkFromOneInputToAnother_RenamesNothing()
    {
        _folder.Write("yard/1.jpg");
        _folder.Write("gate/2.jpg");
        string yard = Path.Combine(_folder.Path, "yard"), gate = Path.Combine(_folder.Path, "gate");
        Directory.CreateSymbolicLink(Path.Combine(yard, "north"), "../gate");
        FolderListing listing = new(_ => true, _ => false, [], [yard, gate]);

        Assert.Equal(["yard/1.jpg", "gate/2.jpg"], listing.List(new InputFolder(yard, "yard/"), new InputFolder(gate, "gate/")).Select(f => f.Path));
    }

    [Fact]
    public void List_NamesOfAnyBytes_AreListedAndCanBeReadBack()
    {
        // A shell makes what .NET's own file calls cannot name.
        using (Process shell = Process.Start(new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", "printf 1 > $'x' 2>/dev/null; printf 22 > \"$(printf 'bad\\377.jpg')\"; printf 333 > \"$(printf 'new\\nline.jpg')\"" }, WorkingDirectory = _folder.Path })!)
        {
            shell.WaitForExit();
        }

        ListedFile[] files = [.. List().Where(f => f.Path.EndsWith(".jpg", StringComparison.Ordinal))];
        Assert.Equal(["bad\\xFF.jpg", "new\nline.jpg"], files.Select(f => f.Path));
        using FileReader reader = new(1000);
        Assert.Equal([2L, 3L], files.Select(f => f.Bytes));
        Assert.Equal("22"u8.ToArray(), reader.Read(files[0].FullPath).ToArray());
    }

    [Fact]
    public void List_PipeAndLeftOutFolder_AreNotListed()
    {
        _folder.Write("1.jpg");
        _folder.Write("output/2.jpg");
        using (Process mkfifo = Process.Start("mkfifo", Path.Combine(_folder.Path, "pipe.jpg")))
        {
            mkfifo.WaitForExit();
        }

        FolderListing listing = new(_ => true, _ => false, [Path.Combine(_folder.Path, "output")], null);
        Assert.Equal(["1.jpg"], listing.List(new InputFolder(_folder.Path, "")).Select(f => f.Path));
    }

    [Fact]
    public void List_InputThatIsGone_SaysWhichAndWhy()
    {
        IOException error = Assert.Throws<IOException>(() => new FolderListing(_ => true, _ => false, [], null).List(new InputFolder("/does/not/exist", "")).ToList());
        Assert.Equal("The folder '/does/not/exist' cannot be listed: No such file or directory.", error.Message);
    }

    [Fact]
    public void Name_SeveralInputs_TakeTheirFoldersNamesAndNumberEqualOnes()
        => Assert.Equal(["photos/", "photos~2/", "x/"], InputFolder.Name(["/a/photos", "/b/photos/", "/x"]).Select(i => i.Prefix));

    private List<ListedFile> List()
    {
        FolderListing listing = new(_ => true, _ => false, [], null);
        List<ListedFile> files = [.. listing.List(new InputFolder(_folder.Path, ""))];
        Assert.Empty(listing.Problems);
        return files;
    }

    private IEnumerable<string> Paths() => List().Select(f => f.Path);
}
