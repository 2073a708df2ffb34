using ImageAnalytics.Training.Datasets.Readers;
using static ImageAnalytics.Training.Tests.Datasets.DrawnData;

namespace ImageAnalytics.Training.Tests.Datasets;

public sealed class CocoReaderTests : IDisposable
{
    private readonly Workspace _workspace = new();

    [Fact]
    public void Read_Polygon_SetsItsPixels()
    {
        LabelledObject found = Assert.Single(Read("""{"id":1,"image_id":7,"category_id":3,"bbox":[2,4,6,5],"area":30,"segmentation":[[2,4,8,4,8,9,2,9]]}""").Images[0].Objects);
        Assert.Equal(new BoundingBox(2, 4, 6, 5), found.Box);
        Assert.Equal(30, found.Area);
        RunLengths runs = RunLengths.Of(found.Mask!);
        Assert.Equal((30, new BoundingBox(2, 4, 6, 5)), (runs.Area, runs.Bounds));
    }

    [Theory]
    [InlineData("2,3,2,6,3,1,4,5,2,3,7,2,5,7,2", 5)]
    [InlineData("2,3,2,6,3,0,4,5,2,3,7,2,5,7,2", 0)]
    [InlineData("2,3,2,6,3,2,4,5,2,3,7,2,5,99,2", 0)]
    [InlineData("2,3,2,6,3,2", 0)]
    public void Read_FiveKeyPoints_AreThoseOfAFaceWhereAllAreLabelledInThePicture(string points, int count)
    {
        LabelledObject found = Assert.Single(Read($$"""{"id":1,"image_id":7,"category_id":3,"bbox":[1,2,7,8],"keypoints":[{{points}}]}""").Images[0].Objects);
        Assert.Equal(count, found.Points.Count);
        Assert.All(found.Points.Take(1), p => Assert.Equal(new ImagePoint(2, 3), p));
    }

    [Theory]
    [InlineData("""{"size":[30,40],"counts":[30,2,1168]}""")]
    [InlineData("""{"size":[30,40],"counts":"n02`T1"}""")]
    public void Read_RunLengthsOfACrowd_AreItsMask(string segmentation)
    {
        Dataset data = Read($$"""{"id":1,"image_id":7,"category_id":3,"bbox":[1,0,1,2],"iscrowd":1,"segmentation":{{segmentation}}}""");
        Assert.Empty(data.Problems);
        LabelledObject found = Assert.Single(data.Images[0].Objects);
        Assert.True(found.Crowd);
        Assert.Equal([30, 2, 1168], RunLengths.Of(found.Mask!).Counts.ToArray());
    }

    [Theory]
    [InlineData("""{"size":[30,40],"counts":[30,2]}""")]
    [InlineData("""{"size":[30,40],"counts":[-1,1201]}""")]
    [InlineData("""{"size":[31,40],"counts":[1240]}""")]
    [InlineData("""{"size":[30,40],"counts":"~~~"}""")]
    [InlineData("[[1,1,2,2]]")]
    [InlineData("[[1,1,2,2,3]]")]
    [InlineData("[[1,1,1e300,2,3,3]]")]
    [InlineData("[[-90,-90,-80,-90,-80,-80]]")]
    [InlineData("[\"x\"]")]
    [InlineData("5")]
    public void Read_BrokenMask_IsDroppedAndTheBoxKept(string segmentation)
    {
        Dataset data = Read($$"""{"id":1,"image_id":7,"category_id":3,"bbox":[1,0,1,2],"segmentation":{{segmentation}}}""");
        Assert.Equal([DatasetProblemKind.BrokenMask], Kinds(data));
        Assert.Null(Assert.Single(data.Images[0].Objects).Mask);
    }

    [Theory]
    [InlineData("""{"image_id":7,"category_id":9,"bbox":[1,0,1,2]}""", DatasetProblemKind.UnknownClass)]
    [InlineData("""{"image_id":7,"bbox":[1,0,1,2]}""", DatasetProblemKind.UnknownClass)]
    [InlineData("""{"image_id":7,"category_id":3,"bbox":[1,0,0,2]}""", DatasetProblemKind.EmptyBox)]
    [InlineData("""{"image_id":7,"category_id":3,"bbox":[100,0,4,2]}""", DatasetProblemKind.BoxOutside)]
    [InlineData("""{"image_id":7,"category_id":3,"bbox":[1,0,1]}""", DatasetProblemKind.BrokenLabels)]
    [InlineData("""{"image_id":7,"category_id":3,"bbox":[1,0,1,1e999]}""", DatasetProblemKind.BrokenLabels)]
    [InlineData("""{"category_id":3}""", DatasetProblemKind.BrokenLabels)]
    [InlineData("17", DatasetProblemKind.BrokenLabels)]
    public void Read_ObjectThatCannotBe_IsDroppedAndCounted(string annotation, DatasetProblemKind kind)
    {
        Dataset data = Read(annotation);
        Assert.Equal([kind], Kinds(data));
        Assert.Empty(data.Images[0].Objects);
    }

    [Fact]
    public void Read_UsualFolders_TakesSplitsFromNamesAndPicturesFromTheirFolders()
    {
        Picture(_workspace, "coco/train2017/a.png");
        Picture(_workspace, "coco/val2017/a.png");
        _workspace.Write("coco/annotations/instances_train2017.json", File("a.png", ""));
        _workspace.Write("coco/annotations/instances_val2017.json", File("a.png", ""));
        _workspace.Write("coco/annotations/captions_val2017.json", "{}");
        Dataset data = DatasetReader.Read(_workspace["coco"], DatasetFormat.Coco);
        Assert.Equal([("train2017/a.png", "train"), ("val2017/a.png", "val")], data.Images.Select(i => (i.Name, i.Split!)));
        Assert.Equal("val2017/a.png", Assert.Single(DatasetReader.Read(_workspace["coco/annotations/instances_val2017.json"], DatasetFormat.Coco).Images).Name);
    }

    [Fact]
    public void Read_BrokenJson_IsRefusedWithItsPlace()
    {
        _workspace.Write("data/a.json", "{\n \"images\": [}");
        DatasetException e = Assert.Throws<DatasetException>(() => DatasetReader.Read(_workspace["data"], DatasetFormat.Coco));
        Assert.Contains("a.json' cannot be read, line 2, byte", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DeepJson_IsRefused()
    {
        _workspace.Write("data/a.json", new string('[', 100_000));
        Assert.Throws<DatasetException>(() => DatasetReader.Read(_workspace["data"], DatasetFormat.Coco));
    }

    [Fact]
    public void PolygonRaster_TwoPartsThatOverlap_AreOneMask()
    {
        Assert.Null(PolygonRaster.Read([[0, 0, 4, 0, 4, 4, 0, 4], [2, 2, 6, 2, 6, 6, 2, 6]], 8, 8, out RunLengths? runs));
        Assert.Equal(16 + 16 - 4, runs!.Area);
    }

    [Theory]
    [InlineData("""{"id":1,"image_id":7,"category_id":3,"bbox":[1,2,3,4],"\\ud800":1}""")]
    [InlineData("""{"id":"\\udc00","image_id":7,"category_id":3,"bbox":[1,2,3,4]}""")]
    [InlineData("""{"id":1,"image_id":7,"category_id":3,"bbox":[1,2,3,4],"segmentation":{"size":[30,40],"counts":"\\ud800"}}""")]
    public void Read_HalfACharacter_HarmsNoMoreThanItsValue(string annotation)
    {
        Dataset data = Read(annotation.Replace("\\\\", "\\", StringComparison.Ordinal));
        Assert.InRange(data.Images[0].Objects.Count, 0, 1);
    }

    [Fact]
    public void Read_FileNameThatIsNoUtf8_IsAProblem()
    {
        string path = Path.Combine(Path.GetDirectoryName(Picture(_workspace, "data/images/a.png"))!, "..", "a.json");
        byte[] good = System.Text.Encoding.UTF8.GetBytes(File("a.png", """{"id":1,"image_id":7,"category_id":3,"bbox":[1,2,3,4]}"""));
        int at = good.AsSpan().IndexOf("a.png"u8);
        System.IO.File.WriteAllBytes(path, [.. good[..at], 0x80, .. good[at..]]);
        DatasetException refused = Assert.Throws<DatasetException>(() => DatasetReader.Read(_workspace["data"], DatasetFormat.Coco));
        Assert.Contains("has no 'id' or no 'file_name'", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    private static string File(string picture, string annotation)
        => $$"""{"images":[{"id":7,"file_name":"{{picture}}","width":40,"height":30}],"categories":[{"id":3,"name":"nut"}],"annotations":[{{annotation}}]}""";

    private Dataset Read(string annotation)
    {
        Picture(_workspace, "data/images/a.png");
        _workspace.Write("data/a.json", File("a.png", annotation));
        return DatasetReader.Read(_workspace["data"], DatasetFormat.Coco);
    }
}
