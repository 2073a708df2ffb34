using static ImageAnalytics.Training.Tests.Datasets.DrawnData;

namespace ImageAnalytics.Training.Tests.Datasets;

public sealed class VocReaderTests : IDisposable
{
    private readonly Workspace _workspace = new();

    [Fact]
    public void Read_Boxes_AreCountedFromOneAndInclusive()
    {
        Dataset data = Read(VocObject("nut", "1", "3", "10", "12") + VocObject("bolt", "0", "0", "5", "5", difficult: 1));
        Assert.Equal(["bolt", "nut"], data.Classes);
        Assert.Equal([new BoundingBox(0, 2, 10, 10), new BoundingBox(0, 0, 5, 5)], data.Images[0].Objects.Select(o => o.Box));
        Assert.Equal([false, true], data.Images[0].Objects.Select(o => o.Crowd));
        Assert.Empty(data.Problems);
    }

    [Theory]
    [InlineData("5", "5", "5", "9", DatasetProblemKind.EmptyBox, 0)]
    [InlineData("9", "5", "5", "9", DatasetProblemKind.EmptyBox, 0)]
    [InlineData("30", "5", "50", "9", DatasetProblemKind.BoxOutside, 1)]
    [InlineData("60", "5", "70", "9", DatasetProblemKind.BoxOutside, 0)]
    [InlineData("NaN", "5", "70", "9", DatasetProblemKind.BrokenLabels, 0)]
    [InlineData("1e308", "5", "1e309", "9", DatasetProblemKind.BrokenLabels, 0)]
    [InlineData("", "5", "7", "9", DatasetProblemKind.BrokenLabels, 0)]
    public void Read_BoxThatCannotBe_IsDroppedOrCutAndCounted(string left, string top, string right, string bottom, DatasetProblemKind kind, int kept)
    {
        Dataset data = Read(VocObject("nut", left, top, right, bottom));
        Assert.Equal([kind], Kinds(data));
        Assert.Equal(kept, data.Images[0].Objects.Count);
        Assert.All(data.Images[0].Objects, o => Assert.Equal(new BoundingBox(29, 4, 11, 5), o.Box));
    }

    [Fact]
    public void Read_BoxInFractions_IsDroppedAndTold()
    {
        Dataset data = Read(VocObject("nut", "0.31", "0.2", "0.71", "0.6") + VocObject("nut", "1", "3", "10", "12"));
        Assert.Single(data.Images[0].Objects);
        Assert.Contains("has a box in fractions of its picture's size (x 0.31, y 0.2, width 0.4, height 0.4); expected pixels.", Assert.Single(data.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AllBoxesInFractions_AreRefused()
        => Assert.Contains("expected boxes in pixels, found fractions", Assert.Throws<DatasetException>(() => Read(VocObject("nut", "0.31", "0.2", "0.71", "0.6"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_PlaceThatTheFormatHasNot_IsRefused()
    {
        Picture(_workspace, "data/a.png");
        string told = Assert.Throws<DatasetException>(() => DatasetReader.Read(_workspace["data"], DatasetFormat.Voc, new DatasetReaderOptions { ImagesPath = "pictures", LabelsFolder = "boxes" })).Message;
        Assert.Contains("'images' is for coco and pairs; the pictures of other formats lie in the folder of the data. Leave it away.", told, StringComparison.Ordinal);
        Assert.Contains("'labels' is for yolo and labelmap", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"y\">]><annotation>&x;</annotation>")]
    [InlineData("<annotation><object>")]
    [InlineData("")]
    public void Read_BrokenOrHostileXml_IsLeftOutWithItsLine(string text)
    {
        Picture(_workspace, "data/b.png");
        _workspace.Write("data/b.xml", text);
        Dataset data = Read(VocObject("nut", "1", "1", "5", "5"));
        Assert.Single(data.Images);
        DatasetProblem problem = Assert.Single(data.Problems, p => p.Kind == DatasetProblemKind.BrokenLabels);
        Assert.Contains("b.xml' cannot be read, line", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DeeplyNestedXml_IsLeftOut()
    {
        _workspace.Write("data/b.xml", string.Concat(Enumerable.Repeat("<a>", 100_000)));
        Dataset data = Read(VocObject("nut", "1", "1", "5", "5"));
        Assert.Contains(DatasetProblemKind.BrokenLabels, Kinds(data));
    }

    [Theory]
    [InlineData("../../secret.png")]
    [InlineData("/secret.png")]
    public void Read_NameThatLeadsOut_IsNotFollowed(string name)
    {
        Picture(_workspace, "secret.png");
        _workspace.Write("data/Annotations/x/b.xml", Voc("", name));
        Dataset data = Read(VocObject("nut", "1", "1", "5", "5"));
        Assert.Equal([DatasetProblemKind.MissingImage], Kinds(data));
        Assert.Single(data.Images);
    }

    [Fact]
    public void Read_SameNamesInEachSplit_StayInTheirSplit()
    {
        foreach (string split in (string[])["train", "val"])
        {
            Picture(_workspace, $"d/{split}/pictures/1.png");
            _workspace.Write($"d/{split}/annotations/1.xml", Voc(VocObject("nut", "1", "1", "5", "5"), "1.png"));
        }

        _workspace.Write("d/val/annotations/2.xml", Voc(VocObject("nut", "1", "1", "5", "5"), "2.png"));
        Picture(_workspace, "d/train/pictures/2.png");
        Dataset data = DatasetReader.Read(_workspace["d"], DatasetFormat.Voc);
        Assert.Equal([("train/pictures/1.png", "train"), ("val/pictures/1.png", "val")], data.Images.Select(i => (i.Name, i.Split!)));
        Assert.Equal([DatasetProblemKind.MissingImage, DatasetProblemKind.MissingLabels], Kinds(data));
    }

    [Fact]
    public void Read_MapsOfTheSameNames_AreNoPictures()
    {
        Picture(_workspace, "d/images/1.png");
        Picture(_workspace, "d/annotations/trimaps/1.png");
        _workspace.Write("d/annotations/xmls/1.xml", Voc(VocObject("nut", "1", "1", "5", "5"), "1.jpg"));
        Dataset data = DatasetReader.Read(_workspace["d"], DatasetFormat.Voc);
        Assert.Equal("images/1.png", Assert.Single(data.Images).Name);
        Assert.Empty(data.Problems);
    }

    [Fact]
    public void Read_ListsOfSplits_DecideSplits()
    {
        foreach (string name in (string[])["a", "b", "c"])
        {
            Picture(_workspace, $"voc/JPEGImages/{name}.png");
            _workspace.Write($"voc/Annotations/{name}.xml", Voc(VocObject("nut", "1", "1", "5", "5"), $"{name}.png"));
        }

        _workspace.Write("voc/ImageSets/Main/train.txt", "a\nb\n");
        _workspace.Write("voc/ImageSets/Main/val.txt", "c -1\nb\nd\n");
        Dataset data = DatasetReader.Read(_workspace["voc"], DatasetFormat.Voc);
        Assert.Equal(["train", "train", "val"], data.Images.Select(i => i.Split));
        Assert.Equal([DatasetProblemKind.Leak, DatasetProblemKind.MissingLabels], Kinds(data));
        Assert.Equal(2, data.Only("train").Images.Count);
    }

    [Fact]
    public void Read_ListsOfNamesWithBlanks_SayTheSplit()
    {
        foreach (string name in (string[])["IMG 00 (1)", "IMG 00 (2)", "IMG 1"])
        {
            Picture(_workspace, $"voc/JPEGImages/{name}.png");
            _workspace.Write($"voc/Annotations/{name}.xml", Voc(VocObject("nut", "1", "1", "5", "5"), $"{name}.png"));
        }

        _workspace.Write("voc/ImageSets/Main/train.txt", "IMG 00 (1)\nIMG 1\n");
        _workspace.Write("voc/ImageSets/Main/val.txt", "IMG 00 (2)  -1\nIMG 9  1\n");
        Dataset data = DatasetReader.Read(_workspace["voc"], DatasetFormat.Voc);
        Assert.Equal(["train", "val", "train"], data.Images.Select(i => i.Split));
        Assert.Contains("names 'IMG 9'", Assert.Single(data.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LabelsInFoldersOfSplits_SayTheSplitOfTheirPictures()
    {
        foreach ((string name, string split) in ((string, string)[])[("1", "train"), ("2", "valid")])
        {
            Picture(_workspace, $"voc/images/{name}.png");
            _workspace.Write($"voc/annotations/{split}/{name}.xml", Voc(VocObject("nut", "1", "1", "5", "5"), $"{name}.png"));
        }

        Assert.Equal(["train", "val"], DatasetReader.Read(_workspace["voc"], DatasetFormat.Voc).Images.Select(i => i.Split));
    }

    [Theory]
    [InlineData("IMG_1.png")]
    [InlineData(@"C:\work\IMG_1.png")]
    public void Read_LabelsThatAreCalledOtherwiseThanTheirPicture_NameIt(string stated)
    {
        Picture(_workspace, "voc/images/IMG_1.png");
        _workspace.Write("voc/Annotations/000001.xml", Voc(VocObject("nut", "1", "1", "5", "5"), stated));
        Assert.Equal("images/IMG_1.png", Assert.Single(DatasetReader.Read(_workspace["voc"], DatasetFormat.Voc).Images).Name);
    }

    [Fact]
    public void Read_TwoFilesOfLabelsOfOnePicture_AreToldAndItCountsOnce()
    {
        Picture(_workspace, "voc/images/1.png");
        _workspace.Write("voc/Annotations/1.xml", Voc(VocObject("nut", "1", "1", "5", "5"), "1.png"));
        _workspace.Write("voc/Annotations_old/1.xml", Voc(VocObject("nut", "1", "1", "9", "9"), "1.png"));
        Dataset data = DatasetReader.Read(_workspace["voc"], DatasetFormat.Voc);
        Assert.Equal(5, Assert.Single(Assert.Single(data.Images).Objects).Box.Right);
        Assert.Equal(
            "The labels in 'Annotations_old/1.xml' belong to the picture 'images/1.png', as those in 'Annotations/1.xml' do. They were left out.",
            Assert.Single(data.Problems).Message);
    }

    [Fact]
    public void Read_StatedNameOfAPictureThatHasItsOwnLabels_TakesItFromNone()
    {
        Picture(_workspace, "voc/images/a.png");
        _workspace.Write("voc/Annotations/0.xml", Voc(VocObject("nut", "1", "1", "5", "5"), "a.png"));
        _workspace.Write("voc/Annotations/a.xml", Voc(VocObject("nut", "1", "1", "9", "9"), "a.png"));
        Dataset data = DatasetReader.Read(_workspace["voc"], DatasetFormat.Voc);
        Assert.Equal(9, Assert.Single(Assert.Single(data.Images).Objects).Box.Right);
        Assert.StartsWith("The labels in 'Annotations/0.xml' belong to the picture 'images/a.png', as those in 'Annotations/a.xml' do.", Assert.Single(data.Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Annotations.bak")]
    [InlineData("Annotations (copy)")]
    [InlineData("A")]
    public void Read_LabelsInTheUsualFolder_CountBeforeOthers(string other)
    {
        Picture(_workspace, "voc/images/1.png");
        _workspace.Write($"voc/{other}/1.xml", Voc(VocObject("nut", "1", "1", "5", "5"), "1.png"));
        _workspace.Write("voc/Annotations/1.xml", Voc(VocObject("nut", "1", "1", "9", "9"), "1.png"));
        Assert.Equal(9, Assert.Single(Assert.Single(DatasetReader.Read(_workspace["voc"], DatasetFormat.Voc).Images).Objects).Box.Right);
    }

    [Fact]
    public void Read_LabelsThatLieAsTheirPictureDoes_CountBeforeStrayOnes()
    {
        Picture(_workspace, "voc/cam10/1.png");
        _workspace.Write("voc/cam10/1.xml", Voc(VocObject("nut", "1", "1", "9", "9"), "1.png"));
        _workspace.Write("voc/cam9/1.xml", Voc(VocObject("nut", "1", "1", "5", "5"), "1.png"));
        _workspace.Write("voc/Annotations/1.xml", Voc(VocObject("nut", "1", "1", "6", "6"), "1.png"));
        Assert.Equal(9, Assert.Single(Assert.Single(DatasetReader.Read(_workspace["voc"], DatasetFormat.Voc).Images).Objects).Box.Right);
    }

    [Theory]
    [InlineData("%41")]
    [InlineData("a b %20 猫")]
    [InlineData("a#b?c")]
    public void Read_NameThatAnAddressWouldChange_IsAnyName(string name)
    {
        Picture(_workspace, $"voc/{name}.png");
        _workspace.Write($"voc/{name}.xml", Voc(VocObject("nut", "1", "1", "5", "5"), $"{name}.png"));
        Assert.Equal($"{name}.png", Assert.Single(DatasetReader.Read(_workspace["voc"], DatasetFormat.Voc).Images).Name);
    }

    [Fact]
    public void Read_BloodCells_AreTheKnownOnes()
    {
        string cells = Repository.Shared("data", "bccd", "bccd-voc.zip");
        Dataset data = DatasetReader.Read(cells, DatasetFormat.Voc, new DatasetReaderOptions { CacheFolder = _workspace["cache"] });
        Assert.Equal(["Platelets", "RBC", "WBC"], data.Classes);
        Assert.Equal((205, 87), (data.Only("train").Images.Count, data.Only("val").Images.Count));
        Assert.Equal(2, Kinds(data).Count(k => k == DatasetProblemKind.EmptyBox));
        int[] counts = [.. data.Images.SelectMany(i => i.Objects).GroupBy(o => o.ClassId).OrderBy(g => g.Key).Select(g => g.Count())];
        Assert.Equal([209 + 83, 2382 + 968 - 2, 214 + 87], counts);
    }

    public void Dispose() => _workspace.Dispose();

    private Dataset Read(string objects)
    {
        Picture(_workspace, "data/a.png");
        _workspace.Write("data/a.xml", Voc(objects));
        return DatasetReader.Read(_workspace["data"], DatasetFormat.Voc);
    }
}
