namespace ImageAnalytics.Faces.Tests;

public sealed class GalleryStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly GalleryStore _store;

    public GalleryStoreTests() => _store = new GalleryStore(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Change_ThenLoadAndRemove_KeepsTheGalleryByItsName()
    {
        Gallery gallery = Made.Gallery(Made.Face("anna", 1, 1, 0, 0));
        _store.Change("staff", before =>
        {
            Assert.Null(before);
            return gallery;
        });

        Assert.Equal(["staff"], _store.Names);
        Assert.Equal(["anna"], _store.Load("staff").People);
        Assert.Equal(_folder.In("galleries", "staff", "gallery.json"), _store.PathOf("staff"));
        _store.Change("staff", before => new Gallery(before!.Model, before.Detector, [.. before.Faces, Made.Face("ben", 2, 0, 1, 0)]));
        Assert.Equal(["anna", "ben"], _store.Load("staff").People);

        _store.Remove("staff");
        Assert.Empty(_store.Names);
        Assert.False(Directory.Exists(_folder.In("galleries", "staff")));
    }

    [Fact]
    public void Change_Fails_LeavesTheGalleryAsItWas()
    {
        _store.Change("staff", _ => Made.Gallery(Made.Face("anna", 1, 1, 0, 0)));

        Assert.Throws<PluginException>(() => _store.Change("staff", _ => throw new PluginException("No.")));

        Assert.Equal(["anna"], _store.Load("staff").People);
    }

    [Fact]
    public void Change_WhileAnotherDoes_SaysSo()
        => _store.Change("staff", _ =>
        {
            Assert.Contains("another process changes it now", Assert.Throws<PluginException>(() => _store.Change("staff", g => g!)).Message, StringComparison.Ordinal);
            return Made.Gallery(Made.Face("anna", 1, 1, 0, 0));
        });

    [Fact]
    public void Load_UnknownName_NamesTheNearestAndHowToMakeIt()
    {
        Assert.Contains("There is none yet. To make it, run: faces enroll staff --from FOLDER", Assert.Throws<PluginException>(() => _store.Load("staff")).Message, StringComparison.Ordinal);
        _store.Change("staff", _ => Made.Gallery(Made.Face("anna", 1, 1, 0, 0)));
        Assert.Contains("There is no gallery 'staf' in", Assert.Throws<PluginException>(() => _store.Load("staf")).Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'staff'? There are: staff.", Assert.Throws<PluginException>(() => _store.Load("staf")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../staff")]
    [InlineData("Staff")]
    [InlineData("-staff")]
    [InlineData("a/b")]
    public void PathOf_NameThatLeavesTheFolderOrLooksLikeAnOption_IsRefused(string name)
        => Assert.Contains("expected 1 to 64 lower-case letters, digits and hyphens", Assert.Throws<PluginException>(() => _store.PathOf(name)).Message, StringComparison.Ordinal);
}
