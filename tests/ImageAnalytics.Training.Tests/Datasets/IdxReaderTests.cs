using OpenCvSharp;
using static ImageAnalytics.Training.Tests.Datasets.DrawnData;

namespace ImageAnalytics.Training.Tests.Datasets;

public sealed class IdxReaderTests : IDisposable
{
    private readonly Workspace _workspace = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_PicturesWithLabels_HaveTheirPixels(bool packed)
    {
        string path = Write("train", Idx([2, 2, 3], [.. Enumerable.Range(1, 12).Select(i => (byte)i)]), Idx([2], [4, 1]), packed);
        Dataset data = DatasetReader.Read(path, DatasetFormat.Idx);
        Assert.Equal(["1", "4"], data.Classes);
        Assert.Equal([("0", 1, "train"), ("1", 0, "train")], data.Images.Select(i => (i.Name, i.ClassId!.Value, i.Split!)));
        using Mat pixels = data.Images[1].Decode();
        Assert.Equal((3, 2), (pixels.Width, pixels.Height));
        Assert.Equal(new Vec3b(9, 9, 9), pixels.At<Vec3b>(0, 2));
        Assert.Equal([7, 8, 9, 10, 11, 12], data.Images[1].ReadBytes());
    }

    [Fact]
    public void Read_FolderWithTwoSplits_ReadsBoth()
    {
        Write("train", Idx([1, 1, 1], [1]), Idx([1], [0]), false);
        Write("t10k", Idx([1, 1, 1], [2]), Idx([1], [0]), false);
        Dataset data = DatasetReader.Read(_workspace.Folder, DatasetFormat.Idx);
        Assert.Equal([("test/0", "test"), ("train/0", "train")], data.Images.Select(i => (i.Name, i.Split!)));
    }

    [Fact]
    public void Read_PackedFilesBesideTheUnpackedOnes_AreNotReadTwice()
    {
        Write("train", Idx([2, 1, 1], [1, 2]), Idx([2], [0, 1]), false);
        Write("train", Idx([2, 1, 1], [1, 2]), Idx([2], [0, 1]), true);
        Assert.Equal(["0", "1"], DatasetReader.Read(_workspace.Folder, DatasetFormat.Idx).Images.Select(i => i.Name));
    }

    [Fact]
    public void Read_SameFileInAFolderOfItsName_IsNotReadTwice()
    {
        Write("train", Idx([2, 1, 1], [1, 2]), Idx([2], [0, 1]), false);
        Directory.CreateDirectory(_workspace["train-images.idx3-ubyte"]);
        Directory.CreateDirectory(_workspace["train-labels.idx1-ubyte"]);
        File.Copy(_workspace["train-images-idx3-ubyte"], _workspace["train-images.idx3-ubyte/train-images.idx3-ubyte"]);
        File.Copy(_workspace["train-labels-idx1-ubyte"], _workspace["train-labels.idx1-ubyte/train-labels.idx1-ubyte"]);
        Assert.Equal(["0", "1"], DatasetReader.Read(_workspace.Folder, DatasetFormat.Idx).Images.Select(i => i.ClassId!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Read_FolderCalledImages_HasItsLabelsBeside()
    {
        Directory.CreateDirectory(_workspace["mnist-images"]);
        Write("mnist-images/train", Idx([1, 1, 1], [1]), Idx([1], [0]), true);
        Assert.Single(DatasetReader.Read(_workspace.Folder, DatasetFormat.Idx).Images);
    }

    [Fact]
    public void Read_NumbersWithGaps_AreTheClassesThatOccur()
    {
        Dataset data = DatasetReader.Read(Write("train", Idx([3, 1, 1], [1, 2, 3]), Idx([3], [7, 2, 7]), false), DatasetFormat.Idx);
        Assert.Equal(["2", "7"], data.Classes);
        Assert.Equal([1, 0, 1], data.Images.Select(i => i.ClassId!.Value));
    }

    [Fact]
    public void Read_NumbersWithNames_AreNamed_AndTheOthersAreLeftOut()
    {
        string path = Write("train", Idx([3, 1, 1], [1, 2, 3]), Idx([3], [7, 2, 1]), false);
        Dataset data = DatasetReader.Read(path, DatasetFormat.Idx, new DatasetReaderOptions { ClassesFile = _workspace.Write("names.txt", "7 => seven\n2 => two\n") });
        Assert.Equal(["seven", "two"], data.Classes);
        Assert.Equal([0, 1], data.Images.Select(i => i.ClassId!.Value));
        Assert.Equal("The picture '2' is of the class 1, but the classes are 2, 7. It was left out.", Assert.Single(data.Problems).Message);
    }

    [Theory]
    [InlineData("7 => seven\n07 => other\n", "seven")]
    [InlineData("99999999999 => much\n7 => seven\n", "seven")]
    public void Read_NumbersThatAreSaidTwiceOrNone_AreTheFirst(string file, string expected)
    {
        Dataset data = DatasetReader.Read(Write("train", Idx([1, 1, 1], [1]), Idx([1], [7]), false), DatasetFormat.Idx, new DatasetReaderOptions { ClassesFile = _workspace.Write("names.txt", file) });
        Assert.Equal(expected, data.Classes[data.Images[0].ClassId!.Value]);
    }

    [Fact]
    public void Read_NoPictureOfANamedClass_TellsSome_NotAThousand()
    {
        string path = Write("train", Idx([1000, 1, 1], new byte[1000]), Idx([1000], new byte[1000]), false);
        DatasetException error = Assert.Throws<DatasetException>(() => DatasetReader.Read(path, DatasetFormat.Idx, new DatasetReaderOptions { ClassesFile = _workspace.Write("names.txt", "zero => null\n") }));
        Assert.Equal(22, error.Problems.Count);
        Assert.Equal("… and 980 more.", error.Problems[^1]);
    }

    [Fact]
    public void Read_EmptyFileOfNames_IsRefused()
    {
        string path = Write("train", Idx([1, 1, 1], [1]), Idx([1], [0]), false);
        DatasetException error = Assert.Throws<DatasetException>(() => DatasetReader.Read(path, DatasetFormat.Idx, new DatasetReaderOptions { ClassesFile = _workspace.Write("names.txt", "\n \n") }));
        Assert.EndsWith("names.txt': it is empty. Write one a line.", Assert.Single(error.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_NumbersWithGaps_FindsNothingBroken()
    {
        Dataset data = DatasetReader.Read(Write("train", Idx([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]), Idx([2], [7, 2]), false), DatasetFormat.Idx);
        Training.Datasets.Checking.DataCheckResult result = Training.Datasets.Checking.DataCheck.Run(data, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(result.Problems);
        Assert.Equal((2, 2), (result.Sizes.Count, result.NotCompared));
    }

    [Fact]
    public void Read_TwoSetsOfOneSplit_AreRefused()
    {
        Write("train", Idx([1, 1, 1], [1]), Idx([1], [0]), false);
        Write("letters-train", Idx([1, 1, 1], [2]), Idx([1], [0]), false);
        Assert.Contains("hold pictures of the split 'train', of different data. Name one of the two files as the path", Assert.Throws<DatasetException>(() => DatasetReader.Read(_workspace.Folder, DatasetFormat.Idx)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FewerNamesThanClasses_LeavesOutTheOthersAndSaysSo()
    {
        string path = Write("train", Idx([3, 1, 1], [1, 2, 3]), Idx([3], [0, 2, 1]), false);
        Dataset data = DatasetReader.Read(path, DatasetFormat.Idx, new DatasetReaderOptions { ClassesFile = _workspace.Write("names.txt", "zero\none\n") });
        Assert.Equal(["zero", "one"], data.Classes);
        Assert.Equal([0, 1], data.Images.Select(i => i.ClassId!.Value));
        Assert.Equal("The picture '1' is of the class 2, but the classes are 0 to 1. It was left out.", Assert.Single(data.Problems).Message);
    }

    [Fact]
    public void Read_HugeAnnouncement_IsRefusedWithoutTakingTheMemory()
    {
        string path = Write("train", Idx([60_000, 100, 300], [1, 2, 3]), Idx([60_000], [0]), false);
        long before = GC.GetTotalAllocatedBytes();
        DatasetException e = Assert.Throws<DatasetException>(() => DatasetReader.Read(path, DatasetFormat.Idx));
        Assert.Contains("announces 60000 x 100 x 300 bytes, but 3 follow", e.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 50 << 20);
    }

    [Fact]
    public void Read_PackedFileThatWasCutOff_IsRefused()
    {
        byte[] whole = Packed(Idx([100, 10, 10], [.. Enumerable.Range(0, 10_000).Select(i => (byte)(i * 7919 >> 3))]));
        string path = _workspace["train-images-idx3-ubyte.gz"];
        File.WriteAllBytes(path, whole[..(whole.Length / 2)]);
        File.WriteAllBytes(_workspace["train-labels-idx1-ubyte"], Idx([100], new byte[100]));
        DatasetException e = Assert.Throws<DatasetException>(() => DatasetReader.Read(path, DatasetFormat.Idx));
        Assert.Contains("train-images-idx3-ubyte.gz' cannot be read", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OtherNumberOfLabels_IsRefused()
    {
        string path = Write("train", Idx([2, 1, 1], [1, 2]), Idx([3], [0, 1, 2]), false);
        DatasetException e = Assert.Throws<DatasetException>(() => DatasetReader.Read(path, DatasetFormat.Idx));
        Assert.Contains("holds 2 pictures, but 'train-labels-idx1-ubyte' holds 3 labels", e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    private string Write(string split, byte[] pictures, byte[] labels, bool packed)
    {
        string ending = packed ? ".gz" : "", path = _workspace[$"{split}-images-idx3-ubyte{ending}"];
        File.WriteAllBytes(path, packed ? Packed(pictures) : pictures);
        File.WriteAllBytes(_workspace[$"{split}-labels-idx1-ubyte{ending}"], packed ? Packed(labels) : labels);
        return path;
    }
}
