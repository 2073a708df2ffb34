using ImageAnalytics.Results.Runs;

namespace ImageAnalytics.Results.Tests.Runs;

public sealed class StepMasksTests
{
    // 0 a, 1 b, 2 both of a and b, 3 on both.
    private static readonly StepMasks s_masks = new(
    [
        new("a", "p", "", "fp-a", null),
        new("b", "p", "", "fp-b", null),
        new("both", "nms", "", "fp-both", null) { Of = [0, 1] },
        new("late", "p", "", "fp-late", 2),
    ]);

    [Theory]
    [InlineData(new int[0], new[] { 0, 1, 2, 3 }, new int[0])]
    [InlineData(new[] { 0 }, new[] { 1, 2, 3 }, new[] { 0 })]
    [InlineData(new[] { 0, 2, 3 }, new[] { 1, 2, 3 }, new[] { 0 })]
    [InlineData(new[] { 0, 1 }, new[] { 2, 3 }, new[] { 0, 1 })]
    [InlineData(new[] { 0, 1, 2 }, new[] { 3 }, new[] { 2 })]
    [InlineData(new[] { 0, 1, 2, 3 }, new int[0], new int[0])]
    public void Missing_SomeDone_IsWhatReadsSomethingMissing(int[] done, int[] missing, int[] given)
    {
        int[] found = s_masks.Missing(done.Aggregate(StepMasks.Facts, (mask, step) => mask | (2UL << step)));
        Assert.Equal(missing, found);
        Assert.Equal(given, s_masks.Given(found));
    }

    [Fact]
    public void New_StepBeforeOneThatItCombines_IsRefused()
        => Assert.Throws<ArgumentException>(() => new StepMasks([new("both", "nms", "", "fp-both", null) { Of = [1] }, new("a", "p", "", "fp-a", null)]));

    [Fact]
    public void RunStep_EqualInAllItSays_IsEqual()
    {
        RunStep one = new("both", "nms", "", "fp", null) { Of = [0, 1] };
        Assert.Equal(one, one with { Of = [0, 1] });
        Assert.NotEqual(one, one with { Of = [0] });
        Assert.NotEqual(one, one with { Of = null });
    }
}
