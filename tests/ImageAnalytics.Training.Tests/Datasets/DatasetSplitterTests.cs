using OpenCvSharp;

namespace ImageAnalytics.Training.Tests.Datasets;

public sealed class DatasetSplitterTests
{
    private static readonly (string, double)[] s_shares = [("train", 0.8), ("val", 0.15), ("test", 0.05)];

    [Fact]
    public void ByContent_EqualBytes_AreInOneSplitAndSharesAreMet()
    {
        Dataset data = Of(Enumerable.Range(0, 4000).Select(i => i % 2000));
        Dataset divided = DatasetSplitter.ByContent(data, s_shares);
        Assert.Equal(data.Images.Select(i => i.Name), divided.Images.Select(i => i.Name));
        Assert.All(divided.Images.GroupBy(i => BitConverter.ToInt32(i.ReadBytes())), g => Assert.Single(g.Select(i => i.Split).Distinct()));
        Assert.InRange(divided.Only("train").Images.Count / 4000.0, 0.77, 0.83);
        Assert.InRange(divided.Only("test").Images.Count / 4000.0, 0.035, 0.065);
    }

    [Fact]
    public void ByContent_MorePictures_MoveNone()
    {
        Dataset few = DatasetSplitter.ByContent(Of(Enumerable.Range(0, 300)), s_shares), many = DatasetSplitter.ByContent(Of(Enumerable.Range(0, 900).Reverse()), s_shares);
        Dictionary<int, string> splits = many.Images.ToDictionary(i => BitConverter.ToInt32(i.ReadBytes()), i => i.Split!);
        Assert.All(few.Images, i => Assert.Equal(splits[BitConverter.ToInt32(i.ReadBytes())], i.Split));
    }

    [Theory]
    [InlineData(0.5, 0.4)]
    [InlineData(1.2, -0.2)]
    [InlineData(double.NaN, 1)]
    public void ByContent_SharesThatAreNone_AreRefused(double first, double second)
        => Assert.Throws<ArgumentException>(() => DatasetSplitter.ByContent(Of([1]), ("train", first), ("val", second)));

    [Fact]
    public void ByIndexHash_SetsApartTheLowest()
    {
        // SHA-256 of "0" begins 5feceb66ffc86f38, of "1" 6b86b273ff34fce1, of "2" d4735e3a265e16ee.
        Assert.Equal(0x5feceb66ffc86f38UL, ContentHash.OfIndex(0));
        Dataset divided = DatasetSplitter.ByIndexHash(Of([7, 7, 7]), 2);
        Assert.Equal(["val", "val", "train"], divided.Images.Select(i => i.Split));
        Assert.Equal(10_000, DatasetSplitter.ByIndexHash(Of(Enumerable.Range(0, 60_000)), 10_000).Only("val").Images.Count);
    }

    private static Dataset Of(IEnumerable<int> contents) => new()
    {
        Source = "numbers",
        Classes = ["number"],
        Images = [.. contents.Select((c, i) => new NumberImage(c) { Name = $"{i}", Split = "old" })],
    };

    private sealed class NumberImage(int content) : LabelledImage
    {
        public override Mat Decode() => throw new NotSupportedException();

        public override byte[] ReadBytes() => BitConverter.GetBytes(content);
    }
}
