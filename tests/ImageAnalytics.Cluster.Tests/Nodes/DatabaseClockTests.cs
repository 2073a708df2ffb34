using ImageAnalytics.Cluster.Jobs;
using Microsoft.Extensions.Time.Testing;

namespace ImageAnalytics.Cluster.Tests.Nodes;

/// <summary>A machine whose clock is wrong goes by the database's.</summary>
public sealed class DatabaseClockTests
{
    private static readonly DateTimeOffset s_database = new(2026, 5, 5, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void GetUtcNow_OwnClockIsAnHourOff_IsTheDatabasesTime(int hours)
    {
        FakeTimeProvider own = new(s_database.AddHours(hours));
        DatabaseClock clock = new(own);
        Assert.Null(clock.Ahead);
        clock.Set(s_database);
        Assert.Equal(TimeSpan.FromHours(hours), clock.Ahead);
        own.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(s_database.AddSeconds(7), clock.GetUtcNow());
    }
}
