using ImageAnalytics.Engine.Listing;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Tests.Listing;

public sealed class FilePagesTests
{
    [Theory]
    [InlineData("a.tif#2", "a.tif\\x232")]
    [InlineData("sub#1/a.tif#20", "sub#1/a.tif\\x2320")]
    [InlineData("a#1#2", "a#1\\x232")]
    [InlineData("a.tif#", "a.tif#")]
    [InlineData("a#2.tif", "a#2.tif")]
    [InlineData("sub#1/a.tif", "sub#1/a.tif")]
    public void WithPlainName_NameLikeThatOfAPage_IsShownSoThatNoPageIsShownAlike(string name, string shown)
    {
        ListedFile file = FilePages.WithPlainName(new ListedFile(name, "/in/" + name, 1, 1));
        Assert.Equal((shown, "/in/" + name), (file.Path, file.FullPath));
        Assert.Equal(PathText.ToBytes(name), PathText.ToBytes(shown));
    }

    [Fact]
    public void Count_FileThatCannotBeRead_IsNotKnown()
    {
        using TemporaryFolder folder = new();
        Assert.Equal(0, FilePages.Count(new ListedFile("gone.tif", Path.Combine(folder.Path, "gone.tif"), 1, 1), long.MaxValue));
        string large = Path.Combine(folder.Path, "large.tif");
        File.WriteAllBytes(large, new byte[100]);
        Assert.Equal(0, FilePages.Count(new ListedFile("large.tif", large, 100, 1), maxBytes: 50));
        Assert.Equal(1, FilePages.Count(new ListedFile("large.tif", large, 100, 1), maxBytes: 100));
    }
}
