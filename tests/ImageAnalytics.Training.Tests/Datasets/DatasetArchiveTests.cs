using System.IO.Compression;
using System.Text;
using static ImageAnalytics.Training.Tests.Datasets.DrawnData;

namespace ImageAnalytics.Training.Tests.Datasets;

public sealed class DatasetArchiveTests : IDisposable
{
    private readonly Workspace _workspace = new();

    [Fact]
    public void Read_ZipFile_IsUnpackedOnceByItsContent()
    {
        Picture(_workspace, "data/set/nut/a.png");
        Picture(_workspace, "data/set/bolt/a.png");
        ZipFile.CreateFromDirectory(_workspace["data"], _workspace["a.zip"]);
        File.Copy(_workspace["a.zip"], _workspace["b.zip"]);
        DatasetReaderOptions options = new() { CacheFolder = _workspace["cache"] };
        Assert.Equal(["bolt/a.png", "nut/a.png"], DatasetReader.Read(_workspace["a.zip"], DatasetFormat.Folder, options).Images.Select(i => i.Name));
        Assert.Equal(2, DatasetReader.Read(_workspace["b.zip"], DatasetFormat.Folder, options).Images.Count);
        Assert.Single(Directory.GetDirectories(_workspace["cache"]));
    }

    [Theory]
    [InlineData("../evil.png")]
    [InlineData("a/../../evil.png")]
    [InlineData("/evil.png")]
    [InlineData("..\\evil.png")]
    public void Read_EntryThatLeadsOut_RefusesTheWhole(string name)
    {
        Zip(name, [1]);
        DatasetException e = Assert.Throws<DatasetException>(() => Read(new DatasetReaderOptions()));
        Assert.Contains("leads out of it", e.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_workspace["cache"]));
        Assert.False(File.Exists(_workspace["evil.png"]));
    }

    [Fact]
    public void Read_EntryThatIsNamedLikeAFolder_IsRefused()
    {
        Zip(".", [1]);
        DatasetException e = Assert.Throws<DatasetException>(() => Read(new DatasetReaderOptions()));
        Assert.Contains("its entry '.' has the name of a folder", e.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_workspace["cache"]));
    }

    [Fact]
    public void Read_MoreBytesThanAllowed_IsRefusedAndLeavesNothing()
    {
        Zip("nut/a.png", new byte[100_000]);
        DatasetException e = Assert.Throws<DatasetException>(() => Read(new DatasetReaderOptions { MaxUnpackedBytes = 50_000 }));
        Assert.Contains("more than 50000 bytes", e.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_workspace["cache"]));
    }

    [Fact]
    public void Read_FoldersAsOldToolsWriteThem_AreFolders()
    {
        string picture = Picture(_workspace, "a.png");
        using (ZipArchive archive = ZipFile.Open(_workspace["a.zip"], ZipArchiveMode.Create))
        {
            archive.CreateEntry("data\\nut\\");
            archive.CreateEntryFromFile(picture, "data\\nut\\a.png");
            archive.CreateEntryFromFile(picture, "data\\bolt\\a.png");
        }

        Assert.Equal(["bolt", "nut"], Read(new DatasetReaderOptions()).Classes);
    }

    [Fact]
    public void Read_NamesOfOldWindowsTools_KeepTheirLetters()
    {
        string picture = Picture(_workspace, "a.png");
        using (ZipArchive archive = ZipFile.Open(_workspace["a.zip"], ZipArchiveMode.Create, CodePagesEncodingProvider.Instance.GetEncoding(850)))
        {
            archive.CreateEntryFromFile(picture, "Ähren/Bär.png");
            archive.CreateEntryFromFile(picture, "Öhren/Bör.png");
        }

        byte[] file = File.ReadAllBytes(_workspace["a.zip"]);
        Assert.Equal(-1, file.AsSpan().IndexOf("Ä"u8));
        Dataset data = Read(new DatasetReaderOptions());
        Assert.Equal(["Ähren/Bär.png", "Öhren/Bör.png"], data.Images.Select(i => i.Name));
    }

    [Fact]
    public void Read_NameThatComesTwice_IsRefused()
    {
        string picture = Picture(_workspace, "a.png");
        using (ZipArchive archive = ZipFile.Open(_workspace["a.zip"], ZipArchiveMode.Create))
        {
            archive.CreateEntryFromFile(picture, "nut/a.png");
            archive.CreateEntryFromFile(picture, "nut/a.png");
        }

        Assert.Contains("its entry 'nut/a.png' has the name of another one", Assert.Throws<DatasetException>(() => Read(new DatasetReaderOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ZipFileWithAPassword_SaysWhatToDo()
    {
        Zip("nut/a.png", [1]);
        byte[] file = File.ReadAllBytes(_workspace["a.zip"]);
        // Bit 0 of the flags, in the file's own header and in the directory.
        file[6] |= 1;
        file[file.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8] |= 1;
        File.WriteAllBytes(_workspace["a.zip"], file);
        Assert.EndsWith("it is locked with a password. Unpack it yourself, and name the folder.", Assert.Throws<DatasetException>(() => Read(new DatasetReaderOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ZipFileWithoutFiles_HasNoPicture()
    {
        File.WriteAllBytes(_workspace["a.zip"], [.. "PK\u0005\u0006"u8, .. new byte[18]]);
        Picture(_workspace, "nut/a.png");
        Assert.Contains("found no picture", Assert.Throws<DatasetException>(() => Read(new DatasetReaderOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ZipFileThatWasCutOff_IsRefused()
    {
        Zip("nut/a.png", new byte[100_000]);
        byte[] whole = File.ReadAllBytes(_workspace["a.zip"]);
        File.WriteAllBytes(_workspace["a.zip"], whole[..(whole.Length / 2)]);
        Assert.Contains("damaged", Assert.Throws<DatasetException>(() => Read(new DatasetReaderOptions())).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    private Dataset Read(DatasetReaderOptions options)
        => DatasetReader.Read(_workspace["a.zip"], DatasetFormat.Folder, options with { CacheFolder = _workspace["cache"] });

    private void Zip(string name, byte[] content)
    {
        using ZipArchive archive = ZipFile.Open(_workspace["a.zip"], ZipArchiveMode.Create);
        using Stream entry = archive.CreateEntry(name).Open();
        entry.Write(content);
    }
}
