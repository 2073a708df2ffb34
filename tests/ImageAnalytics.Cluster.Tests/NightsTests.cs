using System.Globalization;
using ImageAnalytics.Cluster.Tests.Support;
using ImageAnalytics.Results;
using Microsoft.Extensions.Time.Testing;

namespace ImageAnalytics.Cluster.Tests;

/// <summary>Nights over a folder that grows, with the real engine, across a change of the clock and a restart.</summary>
public sealed class NightsTests : IDisposable
{
    private const int Nights = 8, PerNight = 2, Kept = 3, Missed = 6;
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Nights_EachDoesOnlyWhatIsNew_AndOldRunsGo()
    {
        FakeTimeProvider clock = new(Utc("2026-03-26T12:00Z"));
        EngineRuns runs = new(clock);
        Grow(0);
        _workspace.Write("pipeline.yaml", TestPipelines.Shapes);
        string file = _workspace.Write("serve.json", ServeFile.Nightly($", \"keep\": {{ \"runs\": {Kept} }}"));
        Service service = Service.Start(file, runs, clock);
        try
        {
            TimeZoneInfo berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
            for (int night = 1; night <= Nights; night++)
            {
                Grow(night);
                if (night == Missed)
                {
                    service.Dispose(); // Nobody is there at half past two; the pictures come nonetheless.
                    clock.Advance(TimeSpan.FromDays(1));
                    service = Service.Start(file, runs, clock);
                }

                DateTime due = new DateTime(2026, 3, 26, 2, 31, 0).AddDays(night);
                int before = service.Log.Count("yard: finished");
                service.At(night == Missed ? clock.GetUtcNow() : new DateTimeOffset(due, berlin.GetUtcOffset(due)).AddHours(berlin.IsInvalidTime(due) ? 1 : 0), () => service.Log.Count("yard: finished") > before);
            }

            Assert.Equal([PerNight * 2, .. Enumerable.Repeat(PerNight, Nights - 1)], runs.Results.Select(r => (int)r.Outcome.Counts.New));
            Assert.Equal(Enumerable.Range(2, Nights).Select(n => (long)n * PerNight), runs.Results.Select(r => r.Outcome.Counts.Images));
            Assert.All(runs.Results, r => Assert.Equal(0, r.Outcome.Counts.Failed));
            IReadOnlyList<RunRecord> kept = RunHistory.Read(RunFolder.Resolve(_workspace["out"]));
            Assert.Equal(runs.Results.TakeLast(Kept).Select(r => r.Outcome.RunId), kept.Select(r => r.RunId));
            Assert.Equal(Kept, Directory.EnumerateFileSystemEntries(_workspace["out/shapes/runs"]).Count());
            Assert.Equal(0, service.Log.Count("note:"));
        }
        finally
        {
            service.Dispose();
        }
    }

    private void Grow(int night)
    {
        for (int i = 0; i < PerNight; i++)
        {
            DrawnPictures.DrawOne(_workspace[$"in/{night:00}-{i}.png"], (night * PerNight) + i);
        }
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
