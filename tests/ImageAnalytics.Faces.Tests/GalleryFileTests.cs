using FsCheck;
using FsCheck.Fluent;

namespace ImageAnalytics.Faces.Tests;

public sealed class GalleryFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public GalleryFileTests() => _path = _folder.In("staff", "gallery.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_WhatWasSaved_IsTheSameToTheLastBit()
    {
        Gallery gallery = Made.Gallery(Made.Face("Jürgen \"J\"", 1, 0.1f, -1e-30f, 3.4e38f), Made.Face("anna", 2, 1, 2, 3));

        GalleryFile.Save(_path, gallery);
        Gallery read = GalleryFile.Load(_path);

        Assert.Equal((gallery.Model, gallery.Detector), (read.Model, read.Detector));
        Assert.Equal(gallery.Faces.Select(f => (f.Person, f.Photo, f.PhotoSha256)), read.Faces.Select(f => (f.Person, f.Photo, f.PhotoSha256)));
        Assert.All(gallery.Faces.Zip(read.Faces), p => Assert.Equal(p.First.Embedding.ToArray(), p.Second.Embedding.ToArray()));
    }

    [Fact]
    public void Save_Again_ReplacesTheFileAndLeavesNothingBeside()
    {
        GalleryFile.Save(_path, Made.Gallery(Made.Face("anna", 1, 1, 0, 0)));
        GalleryFile.Save(_path, Made.Gallery(Made.Face("ben", 1, 1, 0, 0)));

        Assert.Equal(["ben"], GalleryFile.Load(_path).People);
        Assert.Equal([_path], Directory.EnumerateFileSystemEntries(_folder.In("staff")));
    }

    [Fact]
    public void Save_OnlyTheOwnerMayReadIt()
    {
        GalleryFile.Save(_path, Made.Gallery(Made.Face("anna", 1, 1, 0, 0)));

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_path));
        }
    }

    [Fact]
    public void Save_SameGalleryInAnyOrder_GivesTheSameBytes()
    {
        EnrolledFace[] faces = [Made.Face("ben", 2, 1, 0, 0), Made.Face("anna", 1, 0, 1, 0), Made.Face("ben", 1 + 2, 0, 0, 1)];
        GalleryFile.Save(_path, Made.Gallery(faces));
        GalleryFile.Save(_folder.In("other.json"), Made.Gallery([.. faces.Reverse()]));
        Assert.Equal(File.ReadAllBytes(_path), File.ReadAllBytes(_folder.In("other.json")));
    }

    [Theory]
    [InlineData("\"gallery\":1", "\"gallery\":2", "it has the format 2")]
    [InlineData("\"length\":3", "\"length\":4", "expected 4 finite ones")]
    [InlineData("\"length\":3", "\"length\":-1", "expected 1 to 8192")]
    [InlineData("\"length\":3", "\"length\":\"3\"", "Cannot read the gallery")]
    [InlineData("\"metric\":\"cosine\"", "\"metric\":\"manhattan\"", "Cannot read the gallery")]
    [InlineData("\"metric\":\"cosine\"", "\"metric\":7", "Cannot read the gallery")]
    [InlineData("\"person\":\"anna\"", "\"person\":\"../anna\\n\"", "The name")]
    [InlineData("\"person\":\"anna\"", "\"person\":null", "Cannot read the gallery")]
    [InlineData("\"person\":\"anna\",", "", "Cannot read the gallery")]
    [InlineData("\"person\":\"anna\"", "\"person\":\"anna\",\"surprise\":1", "surprise")]
    [InlineData("AACAPwAAAAAAAAAA", "AADAfwAAAAAAAAAA", "not finite")]
    [InlineData("AACAPwAAAAAAAAAA", "AACAPwAAAAAAAAA", "Cannot read the gallery")]
    [InlineData("AACAPwAAAAAAAAAA", "AACAPwAA", "expected a multiple of 4")]
    public void Load_HostileContent_IsRefusedWithAReason(string good, string bad, string message)
    {
        GalleryFile.Save(_path, Made.Gallery(Made.Face("anna", 1, 1, 0, 0)));
        string text = File.ReadAllText(_path);
        Assert.Contains(good, text, StringComparison.Ordinal);
        File.WriteAllText(_path, text.Replace(good, bad, StringComparison.Ordinal));

        PluginException refused = Assert.Throws<PluginException>(() => GalleryFile.Load(_path));

        Assert.Contains(_path, refused.Message, StringComparison.Ordinal);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_AnyDamage_IsAGalleryOrARefusal()
    {
        GalleryFile.Save(_path, Made.Gallery(Made.Face("anna", 1, 1, 0, 0), Made.Face("ben", 2, 0, 1, 0)));
        byte[] sound = File.ReadAllBytes(_path);
        Prop.ForAll(ArbMap.Default.GeneratorFor<int>().ToArbitrary(), seed =>
        {
            Random random = new(seed);
            byte[] damaged = sound[..random.Next(1, sound.Length + 1)];
            for (int i = random.Next(4); i > 0; i--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(_path, damaged);
            try
            {
                return GalleryFile.Load(_path).Faces.Count > 0;
            }
            catch (PluginException)
            {
                return true;
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Load_NothingThere_NamesThePath()
        => Assert.Contains(_path, Assert.Throws<PluginException>(() => GalleryFile.Load(_path)).Message, StringComparison.Ordinal);
}
