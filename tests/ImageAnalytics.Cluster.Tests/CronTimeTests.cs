using System.Globalization;
using ImageAnalytics.Cluster.Configuration;

namespace ImageAnalytics.Cluster.Tests;

/// <summary>Times by the clock of a zone, in the nights in which it is changed, too.</summary>
public sealed class CronTimeTests
{
    [Theory]
    // Half past two does not exist on 29 March: it comes when clocks go forward, at three.
    [InlineData("30 2 * * *", "2026-03-28T12:00Z", "2026-03-29 03:00 +02:00", "2026-03-30 02:30 +02:00")]
    // Half past two exists twice on 25 October: the first counts.
    [InlineData("30 2 * * *", "2026-10-24T12:00Z", "2026-10-25 02:30 +02:00", "2026-10-26 02:30 +01:00")]
    // What runs every hour runs in the hour that comes twice, too.
    [InlineData("0 * * * *", "2026-10-25T00:30Z", "2026-10-25 02:00 +01:00", "2026-10-25 03:00 +01:00")]
    [InlineData("0 3 * * 7", "2026-03-28T12:00Z", "2026-03-29 03:00 +02:00", "2026-04-05 03:00 +02:00")]
    [InlineData("@daily", "2026-03-28T12:00Z", "2026-03-29 00:00 +01:00", "2026-03-30 00:00 +02:00")]
    public void After_FollowsTheClockOfItsZone(string cron, string after, params string[] expected)
    {
        CronTime time = Berlin(cron);
        DateTimeOffset moment = Utc(after);
        foreach (string next in expected)
        {
            moment = time.After(moment)!.Value;
            Assert.Equal($"{next} (Europe/Berlin)", time.Show(moment));
        }
    }

    [Theory]
    [InlineData("2026-05-05T00:31Z", true, "2026-05-05T04:00Z")] // 02:31 in Berlin
    [InlineData("2026-05-05T03:59Z", true, "2026-05-05T04:00Z")]
    [InlineData("2026-05-05T04:00Z", false, "2026-05-06T04:00Z")]
    [InlineData("2026-05-05T22:00Z", false, "2026-05-06T04:00Z")]
    [InlineData("2026-03-29T01:00Z", true, "2026-03-29T04:00Z")] // the short night
    [InlineData("2026-10-25T01:30Z", true, "2026-10-25T05:00Z")] // the long one
    public void Night_IsOpenFromItsFiringToItsEnd(string now, bool isOpen, string end)
    {
        Schedule schedule = new() { Name = "yard", Pipeline = "", Inputs = [], Output = "", Time = Berlin("30 2 * * *"), Until = new TimeOnly(6, 0) };
        Assert.Equal(Utc(end), schedule.ClosesAfter(Utc(now), out bool found));
        Assert.Equal(isOpen, found);
    }

    [Fact]
    public void Night_ThatEndsAtATimeThatIsSkipped_EndsWhenClocksGoForward()
        => Assert.Equal(Utc("2026-03-29T01:00Z"), Berlin("@daily").AtLocal(new DateTime(2026, 3, 29, 2, 30, 0)).ToUniversalTime());

    private static CronTime Berlin(string text) => CronTime.TryParse(text, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), out _)!;

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
