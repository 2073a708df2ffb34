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

    [Fact]
    public void Read_NumberOfTwoPictures_LeavesOutBothWithTheirObjects()
    {
        foreach (string name in (string[])["a", "b", "c"])
        {
            Picture(_workspace, $"data/{name}.png");
        }

        _workspace.Write("data/coco.json", """
            {"images":[{"id":1,"file_name":"a.png","width":40,"height":30},{"id":1,"file_name":"b.png","width":40,"height":30},{"id":2,"file_name":"c.png","width":40,"height":30}],
             "annotations":[{"id":1,"image_id":1,"category_id":3,"bbox":[2,4,6,5]},{"id":2,"image_id":2,"category_id":3,"bbox":[2,4,6,5]}],
             "categories":[{"id":3,"name":"nut"}]}
            """);
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Coco);
        Assert.Equal(("c.png", 1), (Assert.Single(data.Images).Name, data.Images[0].Objects.Count));
        Assert.Equal(2, data.Problems.Count(p => p.Message.Contains("has the number 1, which another has too: it cannot be told whose objects are its. It was left out with them.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_NumberOfOnePictureInTwoSpellings_IsItsOwn()
    {
        Picture(_workspace, "data/images/a.png");
        _workspace.Write("data/coco.json", """
            {"images":[{"id":1,"file_name":"a.png","width":40,"height":30},{"id":1,"file_name":"./a.png","width":40,"height":30}],
             "annotations":[{"id":1,"image_id":1,"category_id":3,"bbox":[2,4,6,5]}],"categories":[{"id":3,"name":"nut"}]}
            """);
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Coco);
        Assert.Single(Assert.Single(data.Images).Objects);
        Assert.EndsWith("with the number 1 is listed twice in 'coco.json'. It was taken once.", Assert.Single(data.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BoxesInFractions_AreToldAndNeverTakenForPixels()
    {
        Dataset one = Read("""{"id":1,"image_id":7,"category_id":3,"bbox":[2,4,6,5]},{"id":2,"image_id":7,"category_id":3,"bbox":[0.2,0.4,0.6,0.5]}""");
        Assert.Single(one.Images[0].Objects);
        Assert.Contains("has a box in fractions of its picture's size (x 0.2, y 0.4, width 0.6, height 0.5); expected pixels. It was dropped.", Assert.Single(one.Problems).Message, StringComparison.Ordinal);

        string all = Assert.Throws<DatasetException>(() => Read("""{"id":1,"image_id":7,"category_id":3,"bbox":[0,0,1,1]},{"id":2,"image_id":7,"category_id":3,"bbox":[0.2,-0.0000005,0.800001,0.5]},{"id":3,"image_id":7,"category_id":3,"bbox":[0,0,0,0]}""")).Problems[0];
        Assert.Contains("expected boxes in pixels, found fractions of the pictures' sizes. Multiply them by width and height.", all, StringComparison.Ordinal);
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
    public void Read_SameNamesInFoldersThatAreCalledOtherwise_GoToTheRightPictures()
    {
        Picture(_workspace, "video/frames/a/1.png");
        Picture(_workspace, "video/frames/b/1.png");
        Picture(_workspace, "video/frames/a/2.png");
        _workspace.Write("video/all.json", Files(["clips/a/1.png", "clips/b/1.png", "clips/b/2.png"]));
        Dataset data = DatasetReader.Read(_workspace["video"], DatasetFormat.Coco);
        Assert.Equal([("frames/a/1.png", 1.0), ("frames/b/1.png", 2.0)], data.Images.Select(i => (i.Name, Assert.Single(i.Objects).Box.X)));
        Assert.Equal("The picture 'clips/b/2.png' of 'all.json' is not there. It was left out with its objects.", Assert.Single(data.Problems).Message);
    }

    [Fact]
    public void Read_SameNamesInEachSplit_StayInTheirSplit()
    {
        Picture(_workspace, "d/train/data/1.png");
        Picture(_workspace, "d/train/data/2.png");
        Picture(_workspace, "d/val/data/1.png");
        _workspace.Write("d/train/labels.json", Files(["1.png", "2.png"]));
        _workspace.Write("d/val/labels.json", Files(["1.png", "2.png"]));
        Dataset data = DatasetReader.Read(_workspace["d"], DatasetFormat.Coco);
        Assert.Equal([("train/data/1.png", "train"), ("train/data/2.png", "train"), ("val/data/1.png", "val")], data.Images.Select(i => (i.Name, i.Split!)));
        Assert.Equal([DatasetProblemKind.MissingImage], Kinds(data));
    }

    [Fact]
    public void Read_NameThatTwoPicturesHave_IsLeftOutAndTold()
    {
        Picture(_workspace, "d/x/1.png");
        Picture(_workspace, "d/y/1.png");
        Picture(_workspace, "d/y/2.png");
        _workspace.Write("d/labels.json", Files(["1.png", "/home/joe/pictures/2.png"]));
        Dataset data = DatasetReader.Read(_workspace["d"], DatasetFormat.Coco);
        Assert.Equal("y/2.png", Assert.Single(data.Images).Name);
        Assert.Contains("'1.png' of 'labels.json' may be one of several of that name", Assert.Single(data.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PictureListedTwice_IsOneWithTheObjectsOfBoth()
    {
        Picture(_workspace, "d/1.png");
        _workspace.Write("d/a.json", Files(["1.png", "1.png"]));
        _workspace.Write("d/b.json", Files(["1.png"]));
        Dataset data = DatasetReader.Read(_workspace["d"], DatasetFormat.Coco);
        Assert.Equal([1.0, 2.0], Assert.Single(data.Images).Objects.Select(o => o.Box.X));
        Assert.Equal("The picture '1.png' is listed twice in 'a.json'. Its objects were put together.", Assert.Single(data.Problems).Message);
    }

    [Fact]
    public void Read_FileOfAllPicturesBesideThoseOfSplits_LeavesThemTheirSplits()
    {
        foreach (string name in (string[])["1.png", "2.png", "3.png"])
        {
            Picture(_workspace, $"d/images/{name}");
        }

        _workspace.Write("d/all.json", Files(["1.png", "2.png", "3.png"]));
        _workspace.Write("d/train.json", Files(["1.png", "2.png"]));
        _workspace.Write("d/val.json", Files(["2.png", "3.png"]));
        Dataset data = DatasetReader.Read(_workspace["d"], DatasetFormat.Coco);
        Assert.Equal(["train", "train", "val"], data.Images.Select(i => i.Split));
        Assert.Contains("'images/2.png' is in files of 'train' and of 'val'", Assert.Single(data.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ObjectOfAnImageThatIsNotListed_IsTold()
    {
        Picture(_workspace, "d/1.png");
        _workspace.Write("d/a.json", Files(["1.png", "gone.png"]).Replace("\"image_id\":1,", "\"image_id\":7,", StringComparison.Ordinal));
        Dataset data = DatasetReader.Read(_workspace["d"], DatasetFormat.Coco);
        Assert.Equal([DatasetProblemKind.MissingImage, DatasetProblemKind.BrokenLabels], Kinds(data));
        Assert.EndsWith("names the image 7, which the file does not list. It was dropped.", data.Problems[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PictureThatCannotBeDecodedHere_IsToldOnceAndLeftOut()
    {
        Picture(_workspace, "d/images/1.png");
        _workspace.Write("d/images/2.heic", "");
        _workspace.Write("d/annotations/a.json", Files(["1.png", "2.heic"]));
        foreach (string path in (string[])["d", "d/annotations/a.json"])
        {
            Dataset data = DatasetReader.Read(_workspace[path], DatasetFormat.Coco);
            Assert.Equal("images/1.png", Assert.Single(data.Images).Name);
            Assert.StartsWith("The picture 'images/2.heic' is of a format that cannot be decoded here.", Assert.Single(data.Problems).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("0a1b2c3d")]
    [InlineData("a.img")]
    [InlineData("a.png?size=1")]
    public void Read_PictureWithoutAKnownEnding_IsThere(string name)
    {
        Picture(_workspace, "d/a.png");
        System.IO.File.Move(_workspace["d/a.png"], _workspace[$"d/{name}"]);
        _workspace.Write("d/a.json", Files([name]));
        Dataset data = DatasetReader.Read(_workspace["d"], DatasetFormat.Coco);
        Assert.Equal(name, Assert.Single(data.Images).Name);
        Assert.Empty(data.Problems);
    }

    [Fact]
    public void Read_FileThatIsTooLarge_IsTold()
    {
        Picture(_workspace, "d/1.png");
        _workspace.Write("d/a.json", Files(["1.png"]));
        using (FileStream large = System.IO.File.Create(_workspace["d/b.json"]))
        {
            large.SetLength(1L << 31);
        }

        Dataset data = DatasetReader.Read(_workspace["d"], DatasetFormat.Coco);
        Assert.Single(data.Images);
        Assert.Contains("'b.json' cannot be read: the file has 2147483648 bytes; expected at most", Assert.Single(data.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PictureInFilesOfTwoSplits_IsALeak()
    {
        Picture(_workspace, "d/images/1.png");
        _workspace.Write("d/train.json", Files(["1.png"]));
        _workspace.Write("d/val.json", Files(["1.png"]));
        Dataset data = DatasetReader.Read(_workspace["d"], DatasetFormat.Coco);
        Assert.Equal("train", Assert.Single(data.Images).Split);
        Assert.Equal([DatasetProblemKind.Leak], Kinds(data));
    }

    [Theory]
    [InlineData("7.0", "3.0", "true")]
    [InlineData("\"59a0b1c2-23d2\"", "\"x\"", "1.0")]
    public void Read_NumbersAsFloatsAndIdsAsTexts_AreUnderstood(string image, string category, string crowd)
    {
        Picture(_workspace, "d/a.png");
        _workspace.Write("d/a.json", $$"""{"images":[{"id":{{image}},"file_name":"a.png","width":40.0,"height":30.0}],"categories":[{"id":{{category}},"name":"nut"}],"annotations":[{"id":1.0,"image_id":{{image}},"category_id":{{category}},"bbox":[1,2,3,4],"iscrowd":{{crowd}}}]}""");
        Dataset data = DatasetReader.Read(_workspace["d"], DatasetFormat.Coco);
        Assert.Empty(data.Problems);
        Assert.True(Assert.Single(data.Images[0].Objects).Crowd);
    }

    [Fact]
    public void Read_BoxWithoutExtentBesideAnOutline_IsTakenFromTheOutline()
    {
        Dataset data = Read("""{"id":1,"image_id":7,"category_id":3,"bbox":[0,0,0,0],"segmentation":[[2,4,8,4,8,9,2,9],[],[1,1,2,2]]}""");
        Assert.Equal(new BoundingBox(2, 4, 6, 5), Assert.Single(data.Images[0].Objects).Box);
        Assert.EndsWith("One of its polygons is no list of three and more pairs of numbers. The rest was kept.", Assert.Single(data.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_GivenClasses_MayNameThoseOfTheDataAnew()
    {
        Picture(_workspace, "d/a.png");
        _workspace.Write("d/a.json", File("a.png", """{"id":1,"image_id":7,"category_id":3,"bbox":[1,2,3,4]}"""));
        DatasetReaderOptions options = new() { ClassesFile = _workspace.Write("names.txt", "bolt\nnut => hex nut\n") };
        Dataset data = DatasetReader.Read(_workspace["d"], DatasetFormat.Coco, options);
        Assert.Equal(["bolt", "hex nut"], data.Classes);
        Assert.Equal(1, Assert.Single(data.Images[0].Objects).ClassId);
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

    // Each picture has one nut, as far from the left as it stands in the list.
    private static string Files(string[] pictures)
        => $$"""{"images":[{{string.Join(',', pictures.Select((p, i) => $$"""{"id":{{i + 1}},"file_name":"{{p}}","width":40,"height":30}"""))}}],"categories":[{"id":3,"name":"nut"}],"annotations":[{{string.Join(',', pictures.Select((_, i) => $$"""{"id":{{i}},"image_id":{{i + 1}},"category_id":3,"bbox":[{{i + 1}},2,3,4]}"""))}}]}""";

    private Dataset Read(string annotation)
    {
        Picture(_workspace, "data/images/a.png");
        _workspace.Write("data/a.json", File("a.png", annotation));
        return DatasetReader.Read(_workspace["data"], DatasetFormat.Coco);
    }
}
