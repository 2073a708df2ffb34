using ImageAnalytics.Cli.Running;
using Microsoft.Extensions.Time.Testing;

namespace ImageAnalytics.Cli.Tests.Running;

public sealed class RunRateTests
{
    [Fact]
    public void Text_ManyImagesAtOnce_TellsNoRateBeforeASecond()
    {
        FakeTimeProvider clock = new();
        RunRate rate = new(clock);
        rate.Begin(100);
        for (int i = 0; i < 16; i++)
        {
            rate.Add(failed: i == 0);
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal("16 of 100 images, 1 failed", rate.Text);
        clock.Advance(TimeSpan.FromMilliseconds(1984));
        Assert.Equal("16 of 100 images, 8.0 images/s, 11 s left, 1 failed", rate.Text);
    }
}
