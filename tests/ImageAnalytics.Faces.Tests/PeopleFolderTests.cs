namespace ImageAnalytics.Faces.Tests;

public sealed class PeopleFolderTests : IDisposable
{
    private static readonly string[] s_extensions = [".jpg", ".png"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void List_FoldersAndSingleFiles_ArePeopleByName()
    {
        foreach (string file in new[] { "ben/2.JPG", "ben/1.png", "ben/notes.txt", "ben/deeper/3.jpg", "ben/.hidden.jpg", "anna.jpg", "ben.png", ".thumbs/x.jpg", "truth.csv" })
        {
            _folder.Write(file);
        }

        Assert.Equal(
            [("anna", "anna.jpg"), ("ben", "ben.png"), ("ben", "ben/1.png"), ("ben", "ben/2.JPG")],
            PeopleFolder.List(_folder.Path, s_extensions).Select(p => (p.Person, p.Name)));
    }

    [Fact]
    public void List_NoPhoto_SaysHowTheFolderIsLaidOut()
    {
        _folder.Write("readme.txt");
        Assert.Contains("holds no photo. Put a sub-folder with photos into it for each person, such as anna/1.jpg", Assert.Throws<PluginException>(() => PeopleFolder.List(_folder.Path, s_extensions)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void List_NoFolder_SaysSo()
        => Assert.Contains("Cannot read the folder of people", Assert.Throws<PluginException>(() => PeopleFolder.List(_folder.In("none"), s_extensions)).Message, StringComparison.Ordinal);

    [Fact]
    public void List_HostileNames_AreRefusedAllAtOnce()
    {
        _folder.Write("a\u0007b/1.jpg");
        _folder.Write("c\nd.jpg");
        Assert.Equal(2, Assert.Throws<PluginException>(() => PeopleFolder.List(_folder.Path, s_extensions)).Problems.Count);
    }
}
