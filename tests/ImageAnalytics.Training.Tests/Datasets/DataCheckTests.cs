using ImageAnalytics.Training.Datasets.Checking;
using OpenCvSharp;
using static ImageAnalytics.Training.Tests.Datasets.DrawnData;

namespace ImageAnalytics.Training.Tests.Datasets;

public sealed class DataCheckTests : IDisposable
{
    private readonly Workspace _workspace = new();

    [Fact]
    public void Run_CleanData_CountsAndFindsNothing()
    {
        for (int i = 0; i < 3; i++)
        {
            Scene($"data/train/nut/{i}.png", seed: i);
        }

        Scene("data/val/bolt/9.png", seed: 9);
        DataCheckResult result = Run();
        Assert.Equal(["train", "val"], result.Splits);
        Assert.Equal([("bolt", 0, 1), ("nut", 3, 0)], result.Classes.Select(c => (c.Name, c.BySplit[0], c.BySplit[1])));
        Assert.Equal(3, result.Imbalance);
        Assert.Empty(result.Problems);
        Assert.Empty(result.NearDuplicates);
    }

    [Fact]
    public void Run_TruncatedAndFalsePictures_AreBroken()
    {
        Scene("data/nut/a.png", 1);
        string jpeg = Scene("data/nut/b.jpg", 2);
        byte[] whole = File.ReadAllBytes(jpeg);
        File.WriteAllBytes(jpeg, whole[..(whole.Length / 2)]);
        _workspace.Write("data/nut/c.png", "no picture");
        DataCheckResult result = Run();
        Assert.Equal(["nut/b.jpg", "nut/c.png"], result.Problems.Select(p => p.Image));
        Assert.All(result.Problems, p => Assert.Equal(DatasetProblemKind.BrokenImage, p.Kind));
    }

    [Fact]
    public void Run_ClassesThatDifferInCapitalsAlone_AreTold()
    {
        Scene("data/Nut/a.png", 1);
        Scene("data/nut/b.png", 2);
        DatasetProblem problem = Assert.Single(Run().Problems);
        Assert.Equal(DatasetProblemKind.AlikeClasses, problem.Kind);
        Assert.StartsWith("The classes 'Nut' and 'nut' differ in capitals alone.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_EqualPictureInTwoSplits_IsALeak()
    {
        Scene("data/train/nut/a.png", 1);
        Scene("data/test/nut/b.png", 1);
        DataCheckResult result = Run();
        Assert.Equal(["test/nut/b.png", "train/nut/a.png"], Assert.Single(result.Duplicates).Select(i => i.Name));
        Assert.Equal(DatasetProblemKind.Leak, Assert.Single(result.Problems).Kind);
    }

    [Theory]
    [InlineData("train", false)]
    [InlineData("val", true)]
    public void Run_EqualPictureOfNoSplit_IsALeakWhereItIsLearnedFrom(string split, bool isLeak)
    {
        Scene("data/images/x/a.png", 1);
        Scene("data/images/x/b.jpg", 1);
        Scene("data/images/y/a.png", 1);
        Scene("data/images/y/c.png", 2);
        foreach (string name in (string[])["x/a", "x/b", "y/a", "y/c"])
        {
            _workspace.Write($"data/labels/{name}.txt", "");
        }

        _workspace.Write("data/data.yaml", $"{split}: images/y\nnames: [nut]\n");
        DataCheckResult result = DataCheck.Run(DatasetReader.Read(_workspace["data"], DatasetFormat.Yolo), null, TestContext.Current.CancellationToken);
        Assert.Equal(isLeak ? 2 : 0, result.Problems.Count(p => p.Kind == DatasetProblemKind.Leak));
    }

    [Fact]
    public void Run_SamePictureSavedAgain_LooksAlikeAcrossSplits()
    {
        Scene("data/train/nut/a.png", 1);
        Scene("data/train/nut/c.png", 2);
        Scene("data/test/nut/b.jpg", 1);
        DataCheckResult result = Run();
        Assert.Empty(result.Duplicates);
        Assert.Equal(("test/nut/b.jpg", "train/nut/a.png"), Assert.Single(result.NearDuplicates.Select(p => (p.First.Name, p.Second.Name))));
        Assert.Contains("look alike are in two splits", Assert.Single(result.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LookAlikes_OfAFixedCamera_AreComparedAcrossAllSplits_AndNotWithoutEnd()
    {
        using Mat frame = Cv2.ImRead(Scene("frame.png", 1));
        PerceptualHash look = PerceptualHash.Of(frame);
        string[] splits = [.. Enumerable.Repeat("test", 3500), .. Enumerable.Repeat("train", 2000), .. Enumerable.Repeat("val", 1500)];
        IReadOnlyList<(int First, int Second)> pairs = LookAlikes.Find([.. splits.Select(_ => (PerceptualHash?)look)], splits, [.. splits.Select((_, i) => (string?)$"{i}")], TestContext.Current.CancellationToken, out int passedOver);
        Assert.Equal((LookAlikes.MostPairs, 4000), (pairs.Count, passedOver));
        Assert.All(pairs, p => Assert.NotEqual(splits[p.First], splits[p.Second]));
        Assert.Equal(3, pairs.SelectMany(p => (string[])[splits[p.First], splits[p.Second]]).Distinct().Count());
    }

    [Fact]
    public void LookAlikes_InTwoSplits_AreFoundThoughMoreThanAreKeptLookAlikeInOne_AndEqualPicturesAreNoPair()
    {
        using Mat one = Cv2.ImRead(Scene("one.png", 1)), other = Cv2.ImRead(Scene("other.png", 2));
        PerceptualHash camera = PerceptualHash.Of(one), leak = PerceptualHash.Of(other);
        PerceptualHash?[] looks = [.. Enumerable.Repeat((PerceptualHash?)camera, 460), leak, leak, .. Enumerable.Repeat((PerceptualHash?)leak, 500)];
        string[] splits = [.. Enumerable.Repeat("train", 461), "val", .. Enumerable.Repeat("train", 500)];
        string[] contents = [.. Enumerable.Range(0, 462).Select(i => $"{i}"), .. Enumerable.Repeat("461", 500)];
        IReadOnlyList<(int First, int Second)> pairs = LookAlikes.Find(looks, splits, contents, TestContext.Current.CancellationToken, out _);
        Assert.Contains((460, 461), pairs);
        Assert.DoesNotContain(pairs, p => p.First >= 461);
        Assert.Equal(LookAlikes.MostPairs, pairs.Count);
    }

    [Fact]
    public void Run_SizeThatLabelsStateWrongly_IsAProblem()
    {
        Picture(_workspace, "data/a.png");
        _workspace.Write("data/a.xml", Voc(VocObject("nut", "1", "1", "5", "5"), width: 80));
        DataCheckResult result = DataCheck.Run(DatasetReader.Read(_workspace["data"], DatasetFormat.Voc));
        Assert.Contains("has 40 x 30 pixels, but its labels are for 80 x 30", Assert.Single(result.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ClassWithoutExample_IsAProblem()
    {
        Scene("data/nut/a.png", 1);
        string classes = _workspace.Write("classes.txt", "nut\nbolt\n");
        DataCheckResult result = DataCheck.Run(DatasetReader.Read(_workspace["data"], DatasetFormat.Folder, new DatasetReaderOptions { ClassesFile = classes }));
        Assert.Equal("The class 'bolt' has no example.", Assert.Single(result.Problems).Message);
    }

    [Fact]
    public async Task WriteAsync_BrokenPicture_HasAPlaceWithoutPixels()
    {
        _workspace.Write("data/nut/c.png", "no picture");
        string page = await DataPages.WriteAsync(Run(), "parts", _workspace["page"]);
        Assert.Contains("There is no picture to show.", await File.ReadAllTextAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_HostileNames_AreEncodedAndThePageIsWhole()
    {
        Scene("data/<b>nut/<script>.png", 1);
        string page = await DataPages.WriteAsync(Run(), "parts", _workspace["page"]);
        string html = await File.ReadAllTextAsync(page);
        Assert.Contains("&lt;b&gt;nut", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_workspace["page/thumbs"]));
    }

    public void Dispose() => _workspace.Dispose();

    private DataCheckResult Run() => DataCheck.Run(DatasetReader.Read(_workspace["data"], DatasetFormat.Folder));

    /// <summary>Writes a picture of soft patches, another for each seed.</summary>
    private string Scene(string relative, int seed)
    {
        byte[] patches = new byte[7 * 7 * 3];
        new Random(seed).NextBytes(patches);
        using Mat small = Mat.FromPixelData(7, 7, MatType.CV_8UC3, patches), picture = new();
        Cv2.Resize(small, picture, new Size(128, 96), 0, 0, InterpolationFlags.Cubic);
        string path = _workspace[relative];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Assert.True(Cv2.ImWrite(path, picture));
        return path;
    }
}
