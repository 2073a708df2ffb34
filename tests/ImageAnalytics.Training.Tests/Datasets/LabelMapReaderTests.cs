using OpenCvSharp;
using static ImageAnalytics.Training.Tests.Datasets.DrawnData;

namespace ImageAnalytics.Training.Tests.Datasets;

public sealed class LabelMapReaderTests : IDisposable
{
    private readonly Workspace _workspace = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_EachNumber_IsAnObjectWithMaskAndBox(bool wide)
    {
        Picture(_workspace, "data/images/a.png");
        Map("a", 40, wide ? MatType.CV_16UC1 : MatType.CV_8UC1, (2, 3, 4, 10, 5), (wide ? 700 : 9, 20, 1, 5, 6));
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.LabelMap);
        LabelledImage image = Assert.Single(data.Images);
        Assert.Equal([new BoundingBox(3, 4, 10, 5), new BoundingBox(20, 1, 5, 6)], image.Objects.Select(o => o.Box));
        Assert.Equal([50, 30], image.Objects.Select(o => o.Mask!.Area));
    }

    [Fact]
    public void Read_MapsThatDoNotFit_AreProblems()
    {
        foreach (string name in (string[])["a", "b", "c"])
        {
            Picture(_workspace, $"data/images/{name}.png");
        }

        Map("a", 40, MatType.CV_8UC1, (1, 3, 4, 10, 5));
        Map("b", 41, MatType.CV_8UC1, (1, 3, 4, 10, 5));
        Map("d", 40, MatType.CV_8UC1, (1, 3, 4, 10, 5));
        _workspace.Write("data/index.csv", "id,split\na,val\n");
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.LabelMap);
        Assert.Equal("val", Assert.Single(data.Images).Split);
        Assert.Equal([DatasetProblemKind.BrokenMask, DatasetProblemKind.MissingLabels, DatasetProblemKind.MissingImage], Kinds(data));
    }

    [Theory]
    [InlineData("Id;Split\na;val\n", "val", 0)]
    [InlineData("id\tsplit\na\tval\n", "val", 0)]
    [InlineData("id,split\na.png,val\n", "val", 0)]
    [InlineData("id,part\na,val\n", null, 1)]
    public void Read_IndexOfASpreadsheet_SaysTheSplits(string index, string? split, int problems)
    {
        Picture(_workspace, "data/images/a.png");
        Map("a", 40, MatType.CV_8UC1, (1, 3, 4, 10, 5));
        _workspace.Write("data/index.csv", index);
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.LabelMap);
        Assert.Equal(split, Assert.Single(data.Images).Split);
        Assert.Equal(problems, data.Problems.Count(p => p.Message.Contains("has the columns 'id', 'part'; expected 'id' and 'split'", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_Nuclei_AreTheKnownOnes()
    {
        string nuclei = Repository.Shared("data", "nuclei-dsb2018", "nuclei-gray.zip");
        Dataset data = DatasetReader.Read(nuclei, DatasetFormat.LabelMap, new DatasetReaderOptions { CacheFolder = _workspace["cache"] });
        Assert.Equal((335, 48, 0), (data.Only("train").Images.Count, data.Only("val").Images.Count, data.Problems.Count));
        int stated = File.ReadLines(Directory.GetFiles(_workspace["cache"], "index.csv", SearchOption.AllDirectories)[0]).Skip(1).Sum(l => int.Parse(l.Split(',')[5], null));
        Assert.Equal(stated, data.Images.Sum(i => i.Objects.Count));
    }

    [Fact]
    public void Read_ManyInstancesThatLieScattered_AreReadAtOnce()
    {
        const int Side = 1024, Instances = 40_000;
        ushort[] numbers = new ushort[Side * Side];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (ushort)(1 + (i * 7919L % Instances));
        }

        Picture(_workspace, "data/images/a.png", Side, Side);
        Directory.CreateDirectory(_workspace["data/labels"]);
        using Mat map = Mat.FromPixelData(Side, Side, MatType.CV_16UC1, numbers);
        Assert.True(Cv2.ImWrite(_workspace["data/labels/a.png"], map));
        IReadOnlyList<LabelledObject> objects = DatasetReader.Read(_workspace["data"], DatasetFormat.LabelMap).Images[0].Objects;
        Assert.Equal(Instances, objects.Count);
        Assert.Equal(numbers.Length, objects.Sum(o => o.Mask!.Area));
    }

    [Fact]
    public void Read_Palette_ItsNumbersCountNotItsColours()
    {
        Picture(_workspace, "data/images/a.png", 4, 1);
        _workspace.Write("data/labels/a.png", "");
        File.WriteAllBytes(_workspace["data/labels/a.png"], PalettePng(4, [0, 1, 2, 3], (255, 255, 255), (0, 0, 0), (9, 9, 9), (9, 9, 9)));
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.LabelMap);
        Assert.Equal([1.0, 2.0, 3.0], Assert.Single(data.Images).Objects.Select(o => o.Box.X));
    }

    [Theory]
    [InlineData(255, 1)]
    [InlineData(90, 0)]
    public void Read_JpegMap_IsBlackAndWhiteOrRefused(int shade, int images)
    {
        Picture(_workspace, "data/images/a.png", 96, 96);
        Picture(_workspace, "data/images/b.png", 96, 96);
        using Mat map = new(96, 96, MatType.CV_8UC1, Scalar.Black);
        map.Circle(new Point(40, 40), 20, new Scalar(shade), -1);
        Directory.CreateDirectory(_workspace["data/masks"]);
        Assert.True(Cv2.ImWrite(_workspace["data/masks/a.jpg"], map, new ImageEncodingParam(ImwriteFlags.JpegQuality, 90)));
        Assert.True(Cv2.ImWrite(_workspace["data/masks/b.png"], map));
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.LabelMap);
        Assert.Equal(images + 1, data.Images.Count);
        Assert.All(data.Images, i => Assert.InRange(Assert.Single(i.Objects).Mask!.Area, Cv2.CountNonZero(map) - 20, Cv2.CountNonZero(map) + 20));
        Assert.Equal(images == 1 ? [] : ["The map 'masks/a.jpg' cannot be used: JPEG has changed its numbers, and they are not black and white alone. Save it as PNG. Its picture was left out."], data.Problems.Select(p => p.Message));
    }

    [Fact]
    public void Read_FolderOfLabelsBelowAnother_IsFound()
    {
        Picture(_workspace, "data/images/a.png");
        Map("a", 40, MatType.CV_8UC1, (1, 3, 4, 10, 5));
        Directory.CreateDirectory(_workspace["data/gt"]);
        Directory.Move(_workspace["data/labels"], _workspace["data/gt/inst"]);
        Assert.Single(DatasetReader.Read(_workspace["data"], DatasetFormat.LabelMap, new DatasetReaderOptions { LabelsFolder = "gt/inst" }).Images);
    }

    public void Dispose() => _workspace.Dispose();

    private void Map(string name, int width, MatType type, params (int Number, int X, int Y, int Width, int Height)[] instances)
    {
        using Mat map = new(30, width, type, Scalar.Black);
        foreach ((int number, int x, int y, int columns, int rows) in instances)
        {
            map.Rectangle(new Rect(x, y, columns, rows), new Scalar(number), -1);
        }

        Directory.CreateDirectory(_workspace["data/labels"]);
        Assert.True(Cv2.ImWrite(_workspace[$"data/labels/{name}.png"], map));
    }
}
