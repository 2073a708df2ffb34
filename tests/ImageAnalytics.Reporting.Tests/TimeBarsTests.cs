using ImageAnalytics.Reporting.Charts;
using ImageAnalytics.Results.Statistics;

namespace ImageAnalytics.Reporting.Tests;

public sealed class TimeBarsTests
{
    [Fact]
    public void Days_InBetween_HaveBarsOfTheirOwn()
    {
        TimeBars bars = TimeBars.Of([new DayCount("2026-02-27", 3), new DayCount("2026-03-02", 4), new DayCount("2026-13-45", 9)])!;
        Assert.Equal(["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"], bars.Names);
        Assert.Equal([3, 0, 0, 4], bars.Counts);
    }

    [Fact]
    public void LongTimes_AreMonths_AndYears()
    {
        TimeBars months = TimeBars.Of([new DayCount("2025-11-30", 1), new DayCount("2026-02-01", 2)])!;
        Assert.Equal(["2025-11", "2025-12", "2026-01", "2026-02"], months.Names);
        Assert.Equal([1, 0, 0, 2], months.Counts);
        TimeBars years = TimeBars.Of([new DayCount("1904-01-01", 1), new DayCount("1980-01-01", 2), new DayCount("2026-03-01", 5), new DayCount("2026-09-01", 6)])!;
        Assert.Equal(("until 1965", "2026", 62), (years.Names[0], years.Names[^1], years.Names.Count));
        Assert.Equal((1L, 2L, 11L), (years.Counts[0], years.Counts[1980 - 1965], years.Counts[^1]));
    }

    [Fact]
    public void OneDay_NeedsNoChart() => Assert.Null(TimeBars.Of([new DayCount("2026-02-27", 3)]));
}
