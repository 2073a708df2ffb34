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
