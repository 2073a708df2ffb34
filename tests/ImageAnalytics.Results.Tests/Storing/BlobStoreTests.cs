using System.Security.Cryptography;
using ImageAnalytics.Results.Durable;
using ImageAnalytics.Results.Tests.Support;

namespace ImageAnalytics.Results.Tests.Storing;

public sealed class BlobStoreTests : IDisposable
{
    private static readonly byte[] s_content = [.. Enumerable.Range(0, 5000).Select(i => (byte)i)];
    private readonly OutputFolder _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Write_Content_IsNamedByItsHashAndRelativeToTheOutput()
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(s_content));
        BlobStore blobs = new(_output.Path);
        string file = blobs.Write(s_content, "png");
        Assert.Equal($"store/blobs/{hash[..2]}/{hash}.png", file);
        Assert.Equal(s_content, File.ReadAllBytes(_output.Combine(file.Split('/'))));
        Assert.True(blobs.Exists(file));
        Assert.Empty(Directory.EnumerateFiles(_output.Combine("store", "tmp")));
    }

    [Fact]
    public void Write_TheSameAgain_LeavesTheFileAsItIs()
    {
        BlobStore blobs = new(_output.Path);
        string path = blobs.PathOf(blobs.Write(s_content, "jpg"));
        DateTime before = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, before);
        new BlobStore(_output.Path).Write(s_content, "jpg");
        Assert.Equal(before, File.GetLastWriteTimeUtc(path));
    }

    [Fact]
    public void Write_FileOfAnotherLengthIsThere_IsWrittenAgain()
    {
        BlobStore blobs = new(_output.Path);
        string path = blobs.PathOf(blobs.Write(s_content, "png"));
        File.WriteAllBytes(path, s_content[..100]);
        blobs.Write(s_content, "png");
        Assert.Equal(s_content, File.ReadAllBytes(path));
    }

    [Fact]
    public void Write_ManyAtOnce_LeavesOneWholeFile()
    {
        Parallel.For(0, 64, _ => new BlobStore(_output.Path).Write(s_content, "png"));
        Assert.Equal(s_content, File.ReadAllBytes(Assert.Single(Directory.GetFiles(_output.Combine("store"), "*", SearchOption.AllDirectories))));
    }

    [Theory]
    [InlineData(CommitPoint.Start)]
    [InlineData(CommitPoint.Written)]
    [InlineData(CommitPoint.Flushed)]
    [InlineData(CommitPoint.Renamed)]
    [InlineData(CommitPoint.Durable)]
    internal void Write_ProcessDiesAtAnyMoment_NoReaderSeesPartOfItAndTheNextRunGoesOn(CommitPoint moment)
    {
        BlobStore dying = new(_output.Path) { Reached = p => _ = p == moment ? throw new OperationCanceledException() : 0 };
        Assert.Throws<OperationCanceledException>(() => dying.Write(s_content, "png"));
        Assert.All(dying.Files(), f => Assert.Equal(s_content, File.ReadAllBytes(dying.PathOf(f))));
        ResultStore.Open(_output.Path).Dispose(); // What every run does first.
        Assert.Empty(Directory.EnumerateFileSystemEntries(_output.Combine("store", "tmp")));
        Assert.True(dying.Exists(new BlobStore(_output.Path).Write(s_content, "png")));
    }

    [Fact]
    public void Write_CannotBeWritten_SaysWhatAndWhere()
    {
        File.WriteAllText(_output.Combine("store"), "A file where the folder should be.");
        StoreException error = Assert.Throws<StoreException>(() => new BlobStore(_output.Path).Write(s_content, "png"));
        Assert.Contains("Cannot write a picture that a step made to", error.Message, StringComparison.Ordinal);
        Assert.Contains(_output.Path, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("store/blobs/00/../../../../etc/passwd")]
    [InlineData("store/blobs/ab/cd00000000000000000000000000000000000000000000000000000000000000.png")]
    [InlineData("store/blobs/ab/ab00000000000000000000000000000000000000000000000000000000000000.svg")]
    [InlineData("store/blobs/ab/ab00000000000000000000000000000000000000000000000000000000000000.png\n")]
    [InlineData("STORE/blobs/ab/ab00000000000000000000000000000000000000000000000000000000000000.png")]
    public void IsFile_WhatIsNoBlob_IsNone(string? file)
    {
        Assert.False(BlobStore.IsFile(file));
        Assert.False(new BlobStore(_output.Path).Exists(file));
    }

    [Fact]
    public void Write_OtherExtension_IsRefused() => Assert.Throws<ArgumentException>(() => new BlobStore(_output.Path).Write(s_content, "exe"));
}
