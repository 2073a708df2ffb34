using static ImageAnalytics.Training.Tests.Datasets.DrawnData;

namespace ImageAnalytics.Training.Tests.Datasets;

public sealed class YoloReaderTests : IDisposable
{
    private readonly Workspace _workspace = new();

    [Fact]
    public void Read_UsualFolders_HaveSplitsAndNames()
    {
        Picture(_workspace, "data/images/train/a.png");
        Picture(_workspace, "data/images/val/b.png");
        _workspace.Write("data/labels/train/a.txt", "1 0.5 0.5 0.5 0.2\n\n");
        _workspace.Write("data/data.yaml", "train: images/train\nnames: {0: bolt, 1: nut}\n");
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Yolo);
        Assert.Equal(["bolt", "nut"], data.Classes);
        Assert.Equal([("images/train/a.png", "train", 1), ("images/val/b.png", "val", 0)], data.Images.Select(i => (i.Name, i.Split!, i.Objects.Count)));
        BoundingBox box = data.Images[0].Objects[0].Box;
        Assert.Equal((10.0, 12.0, 20.0, 6.0), (Math.Round(box.X, 6), Math.Round(box.Y, 6), Math.Round(box.Width, 6), Math.Round(box.Height, 6)));
        Assert.Empty(data.Problems);
    }

    [Theory]
    [InlineData("nc: 2", 0)]
    [InlineData("names: {bolt: 0, nut: 1}", 1)]
    public void Read_DescriptionWithoutNames_StillSaysSplitsAndPoints(string line, int problems)
    {
        Picture(_workspace, "data/images/a.png");
        Picture(_workspace, "data/images/b.png");
        _workspace.Write("data/labels/a.txt", "1 0.5 0.5 0.5 0.2 0.4 0.4 0.6 0.6\n");
        _workspace.Write("data/learn.txt", "./images/a.png\n");
        _workspace.Write("data/hold.txt", "./images/b.png\n");
        _workspace.Write("data/classes.txt", "bolt\nnut\n");
        _workspace.Write("data/data.yaml", $"train: learn.txt\nval: hold.txt\nkpt_shape: [2, 2]\n{line}\n");
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Yolo);
        Assert.Equal(["train", "val"], data.Images.Select(i => i.Split));
        Assert.Equal(["bolt", "nut"], data.Classes);
        Assert.Null(Assert.Single(data.Images[0].Objects).Mask);
        Assert.Equal(problems, data.Problems.Count(p => p.Message.Contains("The names of classes in 'data.yaml' cannot be read; expected 'names: [cat, dog]'", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_EqualNames_AreOneClass()
    {
        Picture(_workspace, "data/images/a.png");
        _workspace.Write("data/labels/a.txt", "0 0.5 0.5 0.5 0.2\n1 0.2 0.2 0.1 0.1\n2 0.8 0.8 0.1 0.1\n");
        string names = _workspace.Write("names.txt", "vehicle\nvehicle\nperson\n");
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Yolo, new DatasetReaderOptions { ClassesFile = names });
        Assert.Equal(["vehicle", "person"], data.Classes);
        Assert.Equal([0, 0, 1], data.Images[0].Objects.Select(o => o.ClassId));
    }

    [Fact]
    public void Read_NumbersWithGaps_AreTheClassesThatOccur()
    {
        Picture(_workspace, "data/images/a.png");
        _workspace.Write("data/labels/a.txt", "5 0.5 0.5 0.5 0.2\n2 0.2 0.2 0.1 0.1\n");
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Yolo);
        Assert.Equal(["2", "5"], data.Classes);
        Assert.Equal([1, 0], data.Images[0].Objects.Select(o => o.ClassId));
    }

    [Fact]
    public void Read_SomeOfTheNames_LeaveOutTheOthers()
    {
        Picture(_workspace, "data/images/a.png");
        _workspace.Write("data/labels/a.txt", "0 0.5 0.5 0.5 0.2\n1 0.2 0.2 0.1 0.1\n3 0.8 0.8 0.1 0.1\n");
        _workspace.Write("data/data.yaml", "names: [person, car, bus, truck]\n");
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Yolo, new DatasetReaderOptions { ClassesFile = _workspace.Write("names.txt", "truck => vehicle\ncar => vehicle\n") });
        Assert.Equal(["vehicle"], data.Classes);
        Assert.Equal([0, 0], data.Images[0].Objects.Select(o => o.ClassId));
        Assert.Equal("An object of the class 'person' in 'images/a.png' is none of the classes. It was dropped.", Assert.Single(data.Problems).Message);
    }

    [Theory]
    [InlineData("bus\nperson\n", "bus,person", "1,0")]
    [InlineData("bus\nperson\ncar\n", "bus,person,car", "1,2,0")]
    [InlineData("bus => Bus\nperson => Mensch\ncar => Auto\n", "Bus,Mensch,Auto", "1,2,0")]
    [InlineData("Mensch\nAuto\nBus\n", "Mensch,Auto,Bus", "0,1,2")]
    [InlineData("2 => Bus\n0 => Mensch\n", "Bus,Mensch", "1,0")]
    public void Read_ClassesFile_NamesThemByNameOrNumber(string file, string classes, string found)
    {
        Picture(_workspace, "data/images/a.png");
        _workspace.Write("data/labels/a.txt", "0 0.5 0.5 0.5 0.2\n1 0.2 0.2 0.1 0.1\n2 0.8 0.8 0.1 0.1\n");
        _workspace.Write("data/data.yaml", "names: [person, car, bus]\n");
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Yolo, new DatasetReaderOptions { ClassesFile = _workspace.Write("names.txt", file) });
        Assert.Equal(classes.Split(','), data.Classes);
        Assert.Equal(found, string.Join(',', data.Images[0].Objects.Select(o => o.ClassId)));
    }

    [Fact]
    public void Read_SomeNamesThatTheDataDoNotHave_AreRefused()
    {
        Picture(_workspace, "data/images/a.png");
        _workspace.Write("data/labels/a.txt", "0 0.5 0.5 0.5 0.2");
        _workspace.Write("data/data.yaml", "names: [person, car, bus]\n");
        string told = Assert.Throws<DatasetException>(() => DatasetReader.Read(_workspace["data"], DatasetFormat.Yolo, new DatasetReaderOptions { ClassesFile = _workspace.Write("names.txt", "car\nbuss\n") })).Message;
        Assert.Contains("of the file's 2 names the data have 1, and not 'buss'.", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("valid/images/a.png", "valid/labels/a.txt", "val")]
    [InlineData("images/a.png", "boxes/a.txt", null)]
    [InlineData("a.png", "a.txt", null)]
    public void Read_OtherLayouts_AreUnderstood(string picture, string labels, string? split)
    {
        Picture(_workspace, "data/" + picture);
        _workspace.Write("data/" + labels, "0 0.5 0.5 0.5 0.2");
        _workspace.Write("data/classes.txt", "nut\nbolt\n");
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Yolo);
        Assert.Equal(split, Assert.Single(data.Images).Split);
        Assert.Single(data.Images[0].Objects);
        Assert.Equal(["nut", "bolt"], data.Classes);
    }

    [Theory]
    [InlineData("train: lists/train.txt\nval: [lists/val.txt]\n")]
    [InlineData("path: ../datasets/d\ntrain: ../images/a\nval: /content/d/images/b\n")]
    [InlineData("train: images/a\nval: [images/b, images/c]\n")]
    [InlineData("path: images\ntrain: a\nval: b\n")]
    [InlineData("train: /home/joe/d/lists/train.txt\nval: /home/joe/d/other.txt\n")]
    public void Read_SplitsOfDataYaml_AreTaken(string splits)
    {
        foreach (string name in (string[])["a/1", "b/2"])
        {
            Picture(_workspace, $"data/images/{name}.png");
            _workspace.Write($"data/labels/{name}.txt", "0 0.5 0.5 0.5 0.2");
        }

        _workspace.Write("data/lists/train.txt", "./images/a/1.png\n");
        _workspace.Write("data/lists/val.txt", "/home/joe/images/b/2.png\nimages/b/3.png\n");
        _workspace.Write("data/other.txt", "images/b/2.png\n");
        _workspace.Write("data/data.yaml", splits + "names: [nut]\n");
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Yolo);
        Assert.Equal(["train", "val"], data.Images.Select(i => i.Split));
        Assert.Equal(
            splits.Contains("images/c", StringComparison.Ordinal) ? ["'val: images/c' of 'data.yaml' names no picture that is there."]
                : splits.Contains("lists/val", StringComparison.Ordinal) ? ["1 of the 2 pictures in 'lists/val.txt' are not there, such as 'images/b/3.png'. They were left out."] : (string[])[],
            data.Problems.Select(p => p.Message));
    }

    [Fact]
    public void Read_SplitsOfDataYaml_ThatOverlap_AreALeak()
    {
        Picture(_workspace, "data/images/all/1.png");
        _workspace.Write("data/labels/all/1.txt", "0 0.5 0.5 0.5 0.2");
        _workspace.Write("data/data.yaml", "train: images/all\nval: images/all\nnames: [nut]\n");
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Yolo);
        Assert.Equal("train", Assert.Single(data.Images).Split);
        Assert.Equal("1 of 1 pictures of 'val: images/all' in 'data.yaml' are pictures of 'train' too. They were left in the first.", Assert.Single(data.Problems).Message);
    }

    [Fact]
    public void Read_DataYamlThatWasNamed_IsTheOneThatCounts()
    {
        Picture(_workspace, "data/images/a.png");
        _workspace.Write("data/labels/a.txt", "0 0.5 0.5 0.5 0.2");
        _workspace.Write("data/coco.yaml", "names: [person, bicycle]");
        Assert.Equal(["screw"], DatasetReader.Read(_workspace.Write("data/mine.yaml", "names: [screw]"), DatasetFormat.Yolo).Classes);
    }

    [Theory]
    [InlineData("[5, 2]", " 0.4 0.4 0.6 0.4 0.5 0.5 0.4 0.6 0.6 0.6", 5)]
    [InlineData("[5, 2]", " -1 -1 0.6 0.4 0.5 0.5 0.4 0.6 0.6 0.6", 0)]
    [InlineData("[5, 3]", " 0.4 0.4 2 0.6 0.4 1 0.5 0.5 2 0.4 0.6 2 0.6 0.6 2", 5)]
    [InlineData("[5, 3]", " 0.4 0.4 0 0.6 0.4 1 0.5 0.5 2 0.4 0.6 2 0.6 0.6 2", 0)]
    [InlineData("[2, 3]", " 0.4 0.4 2 0.6 0.4 1", 0)]
    public void Read_KeyPoints_LeaveTheBoxAsItIs(string shape, string points, int count)
    {
        _workspace.Write("data/data.yaml", $"names: [face]\nkpt_shape: {shape}\n");
        LabelledObject found = Assert.Single(Read("0 0.5 0.5 0.5 0.2" + points).Images[0].Objects);
        Assert.Equal((10.0, 12.0), (Math.Round(found.Box.X, 6), Math.Round(found.Box.Y, 6)));
        Assert.Equal(count, found.Points.Count);
        Assert.All(found.Points.Take(1), p => Assert.Equal(new ImagePoint(16, 12), p));
        Assert.Null(found.Mask);
    }

    [Fact]
    public void Read_UnknownKeyPointsWithoutTheirNumber_AreNoPolygon()
    {
        Dataset data = Read("0 0.5 0.5 0.2 0.2 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1");
        Assert.Empty(data.Images[0].Objects);
        Assert.Contains("Say with 'kpt_shape' in data.yaml how many there are.", Assert.Single(data.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LabelsOfAnotherFolder_AreNotTaken()
    {
        Picture(_workspace, "data/images/1.png");
        Picture(_workspace, "data/images/background/1.png");
        _workspace.Write("data/labels/1.txt", "0 0.5 0.5 0.5 0.2");
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Yolo);
        Assert.Equal([1, 0], data.Images.Select(i => i.Objects.Count));
        Assert.Empty(data.Problems);
    }

    [Fact]
    public void Read_LabelsInOneFolderOfPicturesInSeveral_AreTakenWhereNoOtherCanBeMeant()
    {
        foreach (string picture in (string[])["a/1", "a/2", "b/2", "b/3"])
        {
            Picture(_workspace, $"data/images/{picture}.png");
            _workspace.Write($"data/labels/{picture[2..]}.txt", "0 0.5 0.5 0.5 0.2");
        }

        _workspace.Write("data/labels/a/4.txt", "0 0.5 0.5 0.5 0.2");
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Yolo);
        Assert.Equal([1, 0, 0, 1], data.Images.Select(i => i.Objects.Count));
        Assert.Equal(
            ["The labels in 'labels/2.txt' may belong to any of 2 pictures, such as 'images/a/2.png'. They were left out.", "The labels in 'labels/a/4.txt' belong to a picture that is not there. They were left out."],
            data.Problems.Select(p => p.Message));
    }

    [Fact]
    public void Read_PictureWithoutTextAmongOthersWithOne_ShowsNothing()
    {
        Picture(_workspace, "data/a.png");
        Picture(_workspace, "data/b.png");
        Picture(_workspace, "data/charts/loss.png");
        _workspace.Write("data/a.txt", "0 0.5 0.5 0.5 0.2");
        Assert.Equal(["a.png", "b.png"], DatasetReader.Read(_workspace["data"], DatasetFormat.Yolo).Images.Select(i => i.Name));
    }

    [Fact]
    public void Read_PictureThatLeadsNowhere_IsLeftOutAndTold()
    {
        Picture(_workspace, "data/images/a.png");
        _workspace.Write("data/labels/a.txt", "0 0.5 0.5 0.5 0.2");
        File.CreateSymbolicLink(_workspace["data/images/b.png"], _workspace["gone.png"]);
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Yolo);
        Assert.Equal("images/a.png", Assert.Single(data.Images).Name);
        Assert.Contains("'images/b.png' cannot be used", Assert.Single(data.Problems).Message, StringComparison.Ordinal);
        Assert.Equal(["1 x BrokenImage, such as: " + data.Problems[0].Message], data.CountedProblems);
    }

    [Fact]
    public void Read_Polygon_IsAMaskWithItsBox()
    {
        Dataset data = Read("0 0.25 0.2 0.5 0.2 0.5 0.4 0.25 0.4");
        LabelledObject found = Assert.Single(data.Images[0].Objects);
        Assert.Equal((10.0, 6.0, 20.0, 12.0), (found.Box.X, found.Box.Y, found.Box.Right, found.Box.Bottom));
        Assert.Equal(60, found.Mask!.Area);
    }

    [Theory]
    [InlineData("0 0.5 0.5 0.5", DatasetProblemKind.BrokenLabels)]
    [InlineData("0 0.5 0.5 0.5 x", DatasetProblemKind.BrokenLabels)]
    [InlineData("0 0.5 0.5 0.5 NaN", DatasetProblemKind.BrokenLabels)]
    [InlineData("0 0.5 0.5 0.5 1e99", DatasetProblemKind.BrokenLabels)]
    [InlineData("0 0.1 0.1 0.2 0.2 0.3", DatasetProblemKind.BrokenLabels)]
    [InlineData("-1 0.5 0.5 0.5 0.5", DatasetProblemKind.UnknownClass)]
    [InlineData("0.5 0.5 0.5 0.5 0.5", DatasetProblemKind.UnknownClass)]
    [InlineData("900000000 0.5 0.5 0.5 0.5", DatasetProblemKind.UnknownClass)]
    [InlineData("0 0.5 0.5 0 0.5", DatasetProblemKind.EmptyBox)]
    [InlineData("0 2.5 0.5 0.5 0.5", DatasetProblemKind.BoxOutside)]
    public void Read_LineThatCannotBe_IsLeftOutWithItsNumber(string line, DatasetProblemKind kind)
    {
        Dataset data = Read("0 0.5 0.5 0.5 0.5\n" + line);
        Assert.Single(data.Images[0].Objects);
        DatasetProblem problem = Assert.Single(data.Problems);
        Assert.Equal(kind, problem.Kind);
        Assert.Contains("Line 2 of 'labels/a.txt'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WithoutNames_NumbersAreTheNames()
        => Assert.Equal(["2"], Read("2 0.5 0.5 0.5 0.5").Classes);

    [Fact]
    public void Read_ListOfPicturesThatAreNotThere_IsToldOnce()
    {
        Picture(_workspace, "data/a.png");
        _workspace.Write("data/a.txt", "0 0.5 0.5 0.5 0.2");
        _workspace.Write("data/val.txt", "/home/joe/gone.png\n");
        _workspace.Write("data/data.yaml", "val: val.txt\nnames: [nut]\n");
        Assert.Equal(
            "1 of the 1 pictures in 'val.txt' are not there, such as '/home/joe/gone.png'. They were left out.",
            Assert.Single(DatasetReader.Read(_workspace["data"], DatasetFormat.Yolo).Problems).Message);
    }

    [Fact]
    public void Read_EmptyList_IsTold()
    {
        Picture(_workspace, "data/a.png");
        _workspace.Write("data/a.txt", "0 0.5 0.5 0.5 0.2");
        _workspace.Write("data/val.txt", "\n");
        _workspace.Write("data/data.yaml", "val: val.txt\nnames: [nut]\n");
        Assert.Equal("'val: val.txt' of 'data.yaml' names no picture that is there.", Assert.Single(DatasetReader.Read(_workspace["data"], DatasetFormat.Yolo).Problems).Message);
    }

    [Fact]
    public void Read_LabelsWithoutPicture_AreToldThoughAnotherOfThatNameCannotBeDecoded()
    {
        Picture(_workspace, "data/images/train/a.png");
        _workspace.Write("data/labels/train/a.txt", "0 0.5 0.5 0.5 0.2");
        _workspace.Write("data/labels/train/b.txt", "0 0.5 0.5 0.5 0.2");
        _workspace.Write("data/labels/val/c.txt", "0 0.5 0.5 0.5 0.2");
        _workspace.Write("data/images/val/b.heic", "");
        _workspace.Write("data/images/val/c.heic", "");
        Assert.Equal(
            ["images/val/b.heic", "images/val/c.heic", "labels/train/b.txt"],
            DatasetReader.Read(_workspace["data"], DatasetFormat.Yolo).Problems.Select(p => p.Image).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_EmptyFileOfNames_IsAsNone()
    {
        Picture(_workspace, "data/a.png");
        _workspace.Write("data/a.txt", "3 0.5 0.5 0.5 0.2");
        _workspace.Write("data/classes.txt", "\n");
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Yolo);
        Assert.Equal(["3"], data.Classes);
        Assert.Single(data.Images[0].Objects);
        Assert.Empty(data.Problems);
    }

    [Fact]
    public void Read_CocoPhotos_AreTheKnownOnes()
    {
        string photos = Repository.Shared("data", "coco-val50", "coco-val50.zip");
        DatasetReaderOptions options = new() { CacheFolder = _workspace["cache"] };
        Dataset boxes = DatasetReader.Read(photos, DatasetFormat.Yolo, options);
        Dataset polygons = DatasetReader.Read(photos, DatasetFormat.Yolo, options with { LabelsFolder = "polygons" });
        Assert.Equal((50, 50), (boxes.Images.Count, polygons.Images.Count));
        Assert.All(polygons.Images.SelectMany(i => i.Objects), o => Assert.NotNull(o.Mask));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    public void Read_NamesNestedWithoutEnd_AreAProblem(string open)
    {
        _workspace.Write("data/data.yaml", "names: " + string.Concat(Enumerable.Repeat(open, 50_000)));
        Dataset data = Read("0 0.5 0.5 0.5 0.5");
        Assert.Equal(["0"], data.Classes);
        Assert.Contains("nested deeper than", Assert.Single(data.Problems, p => p.Kind == DatasetProblemKind.BrokenLabels).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("names: {0: bolt, : -")]
    [InlineData("names: &a [*a, bolt]")]
    public void Read_NamesThatCannotBeRead_AreAProblemWithItsPlace(string yaml)
    {
        _workspace.Write("data/data.yaml", yaml);
        Dataset data = Read("0 0.5 0.5 0.5 0.5");
        Assert.Equal(["0"], data.Classes);
        Assert.Contains("data.yaml:1:", Assert.Single(data.Problems).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    private Dataset Read(string labels)
    {
        Picture(_workspace, "data/images/a.png");
        _workspace.Write("data/labels/a.txt", labels);
        return DatasetReader.Read(_workspace["data"], DatasetFormat.Yolo);
    }
}
