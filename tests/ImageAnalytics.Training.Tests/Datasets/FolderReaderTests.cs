using System.Diagnostics;
using ImageAnalytics.Training.Datasets.Checking;
using OpenCvSharp;
using static ImageAnalytics.Training.Tests.Datasets.DrawnData;

namespace ImageAnalytics.Training.Tests.Datasets;

public sealed class FolderReaderTests : IDisposable
{
    private readonly Workspace _workspace = new();

    [Fact]
    public void Read_FolderForEachClass_NumbersClassesByName()
    {
        Picture(_workspace, "data/nut/b.png");
        Picture(_workspace, "data/nut/a.png");
        Picture(_workspace, "data/bolt/z.jpg");
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Folder);
        Assert.Equal(["bolt", "nut"], data.Classes);
        Assert.Equal(["bolt/z.jpg", "nut/a.png", "nut/b.png"], data.Images.Select(i => i.Name));
        Assert.Equal([0, 1, 1], data.Images.Select(i => i.ClassId!.Value));
        Assert.All(data.Images, i => Assert.Null(i.Split));
        using Mat pixels = data.Images[1].Decode();
        Assert.Equal((40, 30, MatType.CV_8UC3), (pixels.Width, pixels.Height, pixels.Type()));
    }

    [Theory]
    [InlineData("train", "train")]
    [InlineData("val", "val")]
    [InlineData("valid", "val")]
    [InlineData("Validation", "val")]
    [InlineData("test", "test")]
    public void Read_FoldersOfSplits_AreSplits(string folder, string split)
    {
        Picture(_workspace, $"data/{folder}/nut/a.png");
        Picture(_workspace, $"data/{folder}/bolt/a.png");
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Folder);
        Assert.Equal(["bolt", "nut"], data.Classes);
        Assert.All(data.Images, i => Assert.Equal(split, i.Split));
    }

    [Fact]
    public void Read_FolderBesideThoseOfSplits_DoesNotMakeThemClasses()
    {
        Picture(_workspace, "data/train/nut/a.png");
        Picture(_workspace, "data/test/nut/a.png");
        Picture(_workspace, "data/samples/grid.png");
        Picture(_workspace, "data/copy/train/nut/a.png");
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Folder);
        Assert.Equal(["nut"], data.Classes);
        Assert.Equal(["test", "train"], data.Images.Select(i => i.Split));
        Assert.Equal([DatasetProblemKind.MissingLabels, DatasetProblemKind.MissingLabels], Kinds(data));
    }

    [Fact]
    public void Read_OneClassWithAHiddenFile_IsAClass()
    {
        Picture(_workspace, "data/mug/a.png");
        _workspace.Write("data/mug/.DS_Store", "x");
        Assert.Equal(["mug"], DatasetReader.Read(_workspace["data"], DatasetFormat.Folder).Classes);
    }

    [Theory]
    [InlineData(DatasetFormat.Folder)]
    [InlineData(DatasetFormat.Voc)]
    [InlineData(DatasetFormat.Yolo)]
    [InlineData(DatasetFormat.LabelMap)]
    public void Read_ArchiveThatIsNoZip_IsRefused(DatasetFormat format)
    {
        Picture(_workspace, "data/nut/a.png");
        string archive = _workspace.Write("data/data.tar.gz", "x");
        DatasetException e = Assert.Throws<DatasetException>(() => DatasetReader.Read(archive, format));
        Assert.Contains("it is neither a folder nor a zip file. Unpack it, and name the folder.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_GivenClasses_MayPutSeveralOfTheDataTogether()
    {
        Picture(_workspace, "data/car/a.png");
        Picture(_workspace, "data/truck/a.png");
        Picture(_workspace, "data/tree/a.png");
        DatasetReaderOptions options = new() { ClassesFile = _workspace.Write("names.txt", "car => vehicle\ntruck => vehicle\n") };
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Folder, options);
        Assert.Equal(["vehicle"], data.Classes);
        Assert.Equal(2, data.Images.Count);
        Assert.Equal([DatasetProblemKind.UnknownClass], Kinds(data));
    }

    [Fact]
    public void Read_LoosePictureAndEmptyFolder_AreProblems()
    {
        Picture(_workspace, "data/nut/a.png");
        Picture(_workspace, "data/loose.png");
        Directory.CreateDirectory(_workspace["data/bolt"]);
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Folder);
        Assert.Single(data.Images);
        Assert.Equal([DatasetProblemKind.MissingLabels, DatasetProblemKind.MissingImage], Kinds(data));
    }

    [Fact]
    public void Read_PicturesThatCannotBeDecodedHere_AreTold()
    {
        Picture(_workspace, "data/nut/a.png");
        _workspace.Write("data/nut/b.HEIC", "");
        _workspace.Write("data/bolt/c.avif", "");
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Folder);
        Assert.Equal(
            [
                "The picture 'bolt/c.avif' is of a format that cannot be decoded here. It was left out. Convert it to PNG or JPEG.",
                "The picture 'nut/b.HEIC' is of a format that cannot be decoded here. It was left out. Convert it to PNG or JPEG.",
            ],
            data.Problems.Select(p => p.Message));
    }

    [Fact]
    public void Read_LinkedFolder_IsToldAsSuch()
    {
        Picture(_workspace, "data/nut/a.png");
        Picture(_workspace, "elsewhere/b.png");
        Directory.CreateSymbolicLink(_workspace["data/bolt"], _workspace["elsewhere"]);
        Dataset data = DatasetReader.Read(_workspace["data"], DatasetFormat.Folder);
        Assert.StartsWith("The folder 'bolt' was not looked into: it is a link", Assert.Single(data.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PipeWithAPicturesName_IsToldAndNotWaitedFor()
    {
        Picture(_workspace, "data/nut/a.png");
        using (Process made = Process.Start("mkfifo", [_workspace["data/nut/pipe.png"]]))
        {
            made.WaitForExit();
        }

        File.CreateSymbolicLink(_workspace["data/nut/zero.png"], "/dev/zero");
        DataCheckResult result = DataCheck.Run(DatasetReader.Read(_workspace["data"], DatasetFormat.Folder), null, TestContext.Current.CancellationToken);
        Assert.Equal(
            ["'nut/pipe.png' is no regular file, or may not be read. It was left out.", "'nut/zero.png' is no regular file, or may not be read. It was left out."],
            result.Problems.Select(p => p.Message));
        Assert.Single(result.Data.Images);
    }

    [Fact]
    public void Read_NothingThere_SaysSo()
    {
        DatasetException e = Assert.Throws<DatasetException>(() => DatasetReader.Read(_workspace["nowhere"], DatasetFormat.Folder));
        Assert.Contains("there is no such file or folder", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OtherFormat_SaysWhichItLooksLike()
    {
        Picture(_workspace, "data/a.png");
        _workspace.Write("data/a.xml", Voc(""));
        DatasetException e = Assert.Throws<DatasetException>(() => DatasetReader.Read(_workspace["data"], DatasetFormat.Folder));
        Assert.Contains("It looks like voc: try '--format voc'", e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();
}
