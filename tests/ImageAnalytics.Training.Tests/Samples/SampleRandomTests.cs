using ImageAnalytics.Training.Samples;

namespace ImageAnalytics.Training.Tests.Samples;

public sealed class SampleRandomTests
{
    [Fact]
    public void NextBits_IsTheSameForEver()
    {
        SampleRandom random = new(7, SampleStream.Person, 5);

        // Computed apart from this code, by the paper's three lines in another language: a change here changes every picture.
        Assert.Equal([0xB7B8ECF453A63676, 0xC4CBFA96C214D25E, 0xB4D22FF3460669E5], [random.NextBits(), random.NextBits(), random.NextBits()]);
    }

    [Fact]
    public void Next_StreamsAndNumbers_ShareNothing()
    {
        ulong[] first =
        [
            .. Enum.GetValues<SampleStream>().SelectMany(s => Enumerable.Range(0, 200).Select(i => new SampleRandom(1, s, i).NextBits())),
            .. Enumerable.Range(1, 200).Select(a => new SampleRandom(1, SampleStream.Person, 0, a).NextBits()),
        ];

        Assert.Equal(first.Length, first.Distinct().Count());
    }

    [Fact]
    public void Whole_ReachesBothEndsAndNothingElse()
    {
        SampleRandom random = new(1, SampleStream.Line, 0);

        Assert.Equal([2, 3, 4, 5], Enumerable.Range(0, 400).Select(_ => random.Whole(2, 5)).Distinct().Order());
    }
}
