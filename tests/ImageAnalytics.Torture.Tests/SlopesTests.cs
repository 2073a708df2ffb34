using ImageAnalytics.Torture.Watching;

namespace ImageAnalytics.Torture.Tests;

public sealed class SlopesTests
{
    [Fact]
    public void GrowthOfARunThatToldTwice_IsFoundBetween()
    {
        ImagesOverTime done = new();
        foreach ((double seconds, double images) in new[] { (0d, 0d), (2, 0), (7, 500), (8, 500), (12, 1000), (13, 1000) })
        {
            done.Note(seconds, images);
        }

        Assert.Equal([0, 0, 100, 500, 750, 1000, 1000], new[] { 1, 2, 3, 7, 9.5, 12, 20 }.Select(done.At));
        ProcessSample[] samples = [.. Enumerable.Range(0, 60).Select(i => new ProcessSample("worker", 7, i / 4.0, 102_400 + (long)(10.24 * done.At(i / 4.0)), 5, 3) { Images = done.At(i / 4.0) })];
        Assert.Equal("worker: at most 109 MB, 5 handles, 3 threads; for 100 pictures more +1.00 MB, +0.00 handles, +0.00 threads (32 samples, 1 process(es))", Assert.Single(Slopes.Of(samples, 1000, 100)));
    }

    [Fact]
    public void GrowthALittleBelowNothing_IsNothing()
    {
        ProcessSample[] samples = [.. Enumerable.Range(0, 60).Select(i => new ProcessSample("worker", 7, i, i < 55 ? 102_400 : 102_399, 5, 3) { Images = 10_000 * i })];
        Assert.StartsWith("worker: at most 100 MB, 5 handles, 3 threads; for 100 pictures more +0.00 MB, +0.00 handles, +0.00 threads (", Assert.Single(Slopes.Of(samples, 600_000, 100)));
    }

    [Fact]
    public void ShortRun_IsGivenNoSlopes()
    {
        ProcessSample[] samples = [.. Enumerable.Range(0, 10).Select(i => new ProcessSample("worker", 7, i, 102_400, 5, 3) { Images = 100 * i })];
        Assert.Equal("worker: at most 100 MB, 5 handles, 3 threads; too short a run to tell what grows, 20 samples are needed: take more pictures (8 samples, 1 process(es))", Assert.Single(Slopes.Of(samples, 1000, 100)));
    }
}
