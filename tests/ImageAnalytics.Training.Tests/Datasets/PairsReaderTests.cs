using System.IO.Compression;
using static ImageAnalytics.Training.Tests.Datasets.DrawnData;

namespace ImageAnalytics.Training.Tests.Datasets;

public sealed class PairsReaderTests : IDisposable
{
    private readonly Workspace _workspace = new();

    [Theory]
    [InlineData("data/{0}/{1}.jpg")]
    [InlineData("data/{1}.jpg")]
    public void Read_Pairs_KnowSameAndFold(string layout)
    {
        Pictures(layout);
        _workspace.Write("data/pairs.txt", "2\t1\nAda\t1\t2\nAda\t1\tBob\t1\nBob\t1\t2\nBob\t2\tAda\t2\n");
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Pairs);
        Assert.Equal(["Ada", "Bob"], data.Classes);
        Assert.Equal([(true, 0), (false, 0), (true, 1), (false, 1)], data.Pairs.Select(p => (p.Same, p.Fold)));
        Assert.Equal([0, 0, 1, 1], data.Images.Select(i => i.ClassId!.Value));
        Assert.Contains(data.Pairs[0].First, data.Images);
    }

    [Fact]
    public void Read_PicturesInAZipFileBesideTheList_AreFound()
    {
        Pictures("faces/lfw/{0}/{1}.jpg");
        string list = _workspace.Write("data/pairs.txt", "1\t1\nAda\t1\t2\nAda\t1\tBob\t1\n");
        ZipFile.CreateFromDirectory(_workspace["faces"], _workspace["data/faces.zip"]);
        DatasetReaderOptions options = new() { CacheFolder = _workspace["cache"] };
        Assert.Equal(2, DatasetReader.Read(_workspace["data"], DatasetFormat.Pairs, options).Pairs.Count);
        Assert.Equal(2, DatasetReader.Read(list, DatasetFormat.Pairs, options).Pairs.Count);
    }

    [Fact]
    public void Read_BrokenLinesAndMissingPictures_AreProblems()
    {
        Pictures("data/{0}/{1}.jpg");
        _workspace.Write("data/pairs.txt", "1\t3\nAda\t1\t2\nAda\tx\nAda\t1\tCyd\t1\n../../Ada\t1\t2\n");
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Pairs);
        Assert.Single(data.Pairs);
        Assert.Equal([DatasetProblemKind.BrokenLabels, .. Enumerable.Repeat(DatasetProblemKind.MissingImage, 3)], Kinds(data));
    }

    [Fact]
    public void Read_BlankLinesBeforeTheHeader_LeaveTheFoldsAsTheyAre()
    {
        Pictures("data/{0}/{1}.jpg");
        _workspace.Write("data/pairs.txt", "\n \r\n2\t1\nAda\t1\t2\n\nAda\t1\tBob\t1\nBob\t1\t2\nBob\t2\tAda\t2\n");
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Pairs);
        Assert.Equal([0, 0, 1, 1], data.Pairs.Select(p => p.Fold));
        Assert.Empty(data.Problems);
    }

    [Fact]
    public void Read_NamesWithBlanksBetweenTabs_AreNames()
    {
        foreach (string face in (string[])["Ada 12_0001", "Ada 12_0002", "Bob_0001"])
        {
            Picture(_workspace, $"data/{face}.jpg");
        }

        _workspace.Write("data/pairs.txt", "1\t1\nAda 12\t1\t2\nAda 12\t1\tBob\t1\n");
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Pairs);
        Assert.Equal([true, false], data.Pairs.Select(p => p.Same));
        Assert.Equal(["Ada 12", "Bob"], data.Classes);
    }

    [Fact]
    public void Read_FacesInTheWild_AreTheKnownOnes()
    {
        string folder = Repository.Shared("data", "lfw");
        Dataset data = DatasetReader.Read(folder, DatasetFormat.Pairs, new DatasetReaderOptions { CacheFolder = _workspace["cache"] });
        Assert.Equal((6000, 3000, 7701, 4281), (data.Pairs.Count, data.Pairs.Count(p => p.Same), data.Images.Count, data.Classes.Count));
        Assert.All(data.Pairs.GroupBy(p => p.Fold), g => Assert.Equal((600, 300), (g.Count(), g.Count(p => p.Same))));
    }

    public void Dispose() => _workspace.Dispose();

    private void Pictures(string layout)
    {
        foreach ((string person, int number) in (IEnumerable<(string, int)>)[("Ada", 1), ("Ada", 2), ("Bob", 1), ("Bob", 2)])
        {
            Picture(_workspace, string.Format(null, layout, person, $"{person}_{number:0000}"), shade: number);
        }
    }
}
