using System.Globalization;
using ImageAnalytics.Cluster.Tests.Support;
using ImageAnalytics.Results;
using ImageAnalytics.Results.Trends;
using Microsoft.Extensions.Time.Testing;

namespace ImageAnalytics.Cluster.Tests;

/// <summary>Thirty nights over a folder that grows, with the real engine, across a change of the clock and a restart.</summary>
public sealed class NightsTests : IDisposable
{
    private const int Nights = 30, Kept = 10, Missed = 20;
    private readonly Workspace _workspace = new();
    private int _pictures;

    public void Dispose() => _workspace.Dispose();

    // The clock goes forward on 29 March and back on 25 October, while it is half past two.
    [Theory]
    [InlineData("2026-03-14")]
    [InlineData("2026-10-10")]
    public void Nights_EachDoesOnlyWhatIsNew_OldRunsGo_AndTheTrendIsRight(string start)
    {
        DateTime evening = DateTime.Parse(start, CultureInfo.InvariantCulture);
        FakeTimeProvider clock = new(new DateTimeOffset(evening.AddHours(12), TimeSpan.Zero));
        EngineRuns runs = new(clock);
        _workspace.Write("pipeline.yaml", TestPipelines.Shapes);
        string file = _workspace.Write("serve.json", ServeFile.Nightly($", \"keep\": {{ \"runs\": {Kept} }}"));
        List<int> grown = [], seen = [];
        Grow(1);
        Service service = Service.Start(file, runs, clock);
        try
        {
            TimeZoneInfo berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
            for (int night = 1; night <= Nights; night++)
            {
                grown.Add(Grow(1 + (night % 3)) + (night == 1 ? 1 : 0));
                seen.Add(_pictures);
                DateTime due = evening.AddDays(night).Add(new TimeSpan(2, 31, 0));
                DateTimeOffset time = new DateTimeOffset(due, berlin.GetUtcOffset(due)).AddHours(berlin.IsInvalidTime(due) ? 1 : 0);
                if (night == Missed)
                {
                    service.Dispose(); // Nobody is there at half past two; the pictures come nonetheless.
                    time = time.AddHours(9);
                    clock.SetUtcNow(time);
                    service = Service.Start(file, runs, clock);
                }

                service.At(time, () => runs.Results.Count == night);
            }

            service.Until(() => service.Log.Count("yard: finished") == Nights - Missed + 1);
            Assert.DoesNotContain(service.Log.All, l => l.Contains("note:", StringComparison.Ordinal));
        }
        finally
        {
            service.Dispose();
        }

        Assert.Equal(grown, runs.Results.Select(r => (int)r.Outcome.Counts.New));
        Assert.Equal(seen, runs.Results.Select(r => (int)r.Outcome.Counts.Images));
        Assert.All(runs.Results, r => Assert.Equal(0, r.Outcome.Counts.Failed));
        Assert.Equal(Kept, Directory.EnumerateFileSystemEntries(_workspace["out/shapes/runs"]).Count());
        RunTrend trend = TrendReader.Read(RunFolder.Resolve(_workspace["out"]), Nights, 1);
        Assert.Equal(runs.Results.TakeLast(Kept).Select(r => r.Outcome.RunId), trend.Runs.Select(r => r.RunId));
        Assert.Equal(seen.TakeLast(Kept), trend.Runs.Select(r => (int)r.Counts.Images));
        Assert.Equal(grown.TakeLast(Kept), trend.Runs.Select(r => (int)r.Counts.New));

        // Every picture shows one red shape: the detector finds it, and the classifier names what was found.
        Assert.Equal(["red"], trend.Labels);
        Assert.Equal(seen.TakeLast(Kept).Select(n => 2L * n), trend.Runs.Select(r => r.Found!.Single()));
        Assert.All(trend.Runs, r => Assert.True(r.IsComparable));
    }

    private int Grow(int pictures)
    {
        for (int i = 0; i < pictures; i++, _pictures++)
        {
            DrawnPictures.DrawOne(_workspace[$"in/{_pictures:000}.png"], _pictures);
        }

        return pictures;
    }
}
