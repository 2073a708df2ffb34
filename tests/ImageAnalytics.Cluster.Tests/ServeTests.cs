using System.Globalization;
using ImageAnalytics.Cluster.Running;
using ImageAnalytics.Cluster.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageAnalytics.Cluster.Tests;

/// <summary>The service by the clock: what runs when, and what does not.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly FakeTimeProvider _clock = new(Utc("2026-05-05T12:00:20Z"));
    private readonly HeldRuns _runs;

    public ServeTests()
    {
        Directory.CreateDirectory(_workspace["in"]);
        _runs = new HeldRuns(_clock);
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void MissedNights_RunOnceAfterARestart()
    {
        string file = _workspace.Write("serve.json", ServeFile.Nightly());
        using (Service first = Service.Start(file, _runs, _clock))
        {
            first.At(Utc("2026-05-06T00:30Z"), () => _runs.Starts.Count == 1);
        }

        _clock.SetUtcNow(Utc("2026-05-09T10:00Z"));
        using Service second = Service.Start(file, _runs, _clock);
        second.Until(() => _runs.Starts.Count == 2);
        Assert.Equal(1, second.Log.Count("now, for the one missed 2026-05-07 02:30"));
        second.At(Utc("2026-05-10T00:30Z"), () => _runs.Starts.Count == 3);
        Assert.Equal([6, 9, 10], _runs.Starts.Select(s => s.At.Day));
    }

    [Fact]
    public void Alert_CallsItsCommandOnce_WhenTheRunIsBooked()
    {
        int calls = 0, booked = 0;
        using Service service = Service.Start(_workspace.Write("serve.json", ServeFile.Nightly()), _runs, _clock);
        _runs.Ending = _ => new RunEnding(RunEnd.Alerted, "images=7")
        {
            Notify = () =>
            {
                (calls, booked) = (calls + 1, service.Log.Count("images=7"));
                return Task.FromResult<string?>("The command './told.sh' of 'notify' ended with 1.");
            },
        };
        service.At(Utc("2026-05-06T00:30Z"), () => service.Log.Count("The command './told.sh' of 'notify' ended with 1.") == 1);
        Assert.Equal((1, 1), (calls, booked));
    }

    [Fact]
    public void MissedNight_OutsideItsHours_WaitsForTheNext()
    {
        string file = _workspace.Write("serve.json", ServeFile.Nightly(", \"until\": \"06:00\""));
        Service.Start(file, _runs, _clock).Dispose();
        _clock.SetUtcNow(Utc("2026-05-09T10:00Z"));
        using Service second = Service.Start(file, _runs, _clock);
        second.Until(() => second.Log.Count("its night is over") == 1);
        second.At(Utc("2026-05-10T00:30Z"), () => _runs.Starts.Count == 1);
    }

    [Theory]
    [InlineData("2026-03-28T12:00Z", "2026-03-29T01:00Z", "2026-03-30T00:30Z")]
    [InlineData("2026-10-24T12:00Z", "2026-10-25T00:30Z", "2026-10-26T01:30Z")]
    public void ClockChange_RunsOnceThatNight(string before, string thatNight, string nextNight)
    {
        FakeTimeProvider clock = new(Utc(before));
        HeldRuns runs = new(clock);
        using Service service = Service.Start(_workspace.Write("serve.json", ServeFile.Nightly()), runs, clock);
        service.At(Utc(thatNight), () => runs.Starts.Count == 1);
        service.At(Utc(nextNight), () => runs.Starts.Count == 2);
        Assert.All(runs.Starts.Zip((string[])[thatNight, nextNight]), p => Assert.InRange(p.First.At, Utc(p.Second), Utc(p.Second).AddMinutes(30))); // The clock goes on while a loaded machine starts it.
    }

    [Fact]
    public void Overlap_Refused_IsLoggedAndTheNextFiringRuns()
    {
        using Service service = Service.Start(_workspace.Write("serve.json", ServeFile.Of(ServeFile.Schedule("yard", "0 * * * *"))), _runs, _clock);
        _runs.Hold();
        service.At(Utc("2026-05-05T13:00Z"), () => _runs.Starts.Count == 1);
        service.At(Utc("2026-05-05T14:00Z"), () => service.Log.Count("yard: refused, its last run has not ended at 2026-05-05 16:00 +02:00") == 1, isRunHeld: true);
        _runs.Release();
        service.Until(() => service.Log.Count("yard: finished") == 1);
        service.At(Utc("2026-05-05T15:00Z"), () => _runs.Starts.Count == 2);
    }

    [Fact]
    public void Overlap_Queued_RunsOnceWhenTheWayIsFree()
    {
        using Service service = Service.Start(_workspace.Write("serve.json", ServeFile.Of(ServeFile.Schedule("yard", "0 * * * *", ", \"overlap\": \"queue\""))), _runs, _clock);
        _runs.Hold();
        service.At(Utc("2026-05-05T13:00Z"), () => _runs.Starts.Count == 1);
        _clock.SetUtcNow(Utc("2026-05-05T15:30Z"));
        _runs.Release();
        service.Until(() => service.Log.Count("yard: finished") == 2);
        service.At(Utc("2026-05-05T16:00Z"), () => _runs.Starts.Count == 3);
        Assert.Equal([13, 15, 16], _runs.Starts.Select(s => s.At.Hour));
    }

    [Fact]
    public void SchedulesOfOneTime_RunOneAfterTheOther()
    {
        using Service service = Service.Start(_workspace.Write("serve.json", ServeFile.Of(ServeFile.Schedule("yard", "0 * * * *"), ServeFile.Schedule("gate", "0 * * * *"))), _runs, _clock);
        _runs.Hold();
        service.At(Utc("2026-05-05T13:00Z"), () => service.Log.Count("is running") == 1);
        _runs.Release();
        service.Until(() => service.Log.Count(": finished") == 2);
        Assert.Equal((1, 2), (_runs.MostAtOnce, _runs.Starts.Select(s => s.Schedule).Distinct().Count()));
    }

    [Fact]
    public void FolderInUse_QueuedFiring_TriesAgainUntilItIsFree()
    {
        _runs.Ending = number => number < 3 ? new RunEnding(RunEnd.Busy, "Process 7 is writing there.") : new RunEnding(RunEnd.Finished, "images=1");
        using Service service = Service.Start(_workspace.Write("serve.json", ServeFile.Nightly(", \"overlap\": \"queue\"")), _runs, _clock);
        service.At(Utc("2026-05-06T00:30Z"), () => service.Log.Count("yard: finished") == 1);
        Assert.Equal((1, 3), (service.Log.Count("yard: waits, Process 7"), _runs.Starts.Count));
    }

    [Fact]
    public void Night_Ends_TheRunStopsAndGoesOnNextTime()
    {
        using Service service = Service.Start(_workspace.Write("serve.json", ServeFile.Nightly(", \"until\": \"06:00\"")), _runs, _clock);
        _runs.Hold();
        service.At(Utc("2026-05-06T00:30Z"), () => _runs.Starts.Count == 1);
        service.At(Utc("2026-05-06T04:00Z"), () => service.Log.Count("yard: stopped at 2026-05-06 06:00 +02:00") == 1, isRunHeld: true);
        _runs.Release();
        service.At(Utc("2026-05-07T00:30Z"), () => service.Log.Count("yard: finished") == 1);
        Assert.Equal(2, _runs.Starts.Count);
    }

    [Fact]
    public void StoppedService_GoesOnWithItsRunAtTheNextStart()
    {
        string file = _workspace.Write("serve.json", ServeFile.Nightly());
        _runs.Hold();
        using (Service first = Service.Start(file, _runs, _clock))
        {
            first.At(Utc("2026-05-06T00:30Z"), () => _runs.Starts.Count == 1);
            first.Stop();
            Assert.Equal(1, first.Log.Count("yard: stopped with the service"));
        }

        _runs.Release();
        _clock.SetUtcNow(Utc("2026-05-06T00:40Z"));
        using Service second = Service.Start(file, _runs, _clock);
        second.Until(() => second.Log.Count("yard: finished") == 1);
        second.At(Utc("2026-05-07T00:30Z"), () => _runs.Starts.Count == 3);
    }

    [Fact]
    public void FaultOfARun_IsToldAndTheNextOneRuns()
    {
        _runs.Ending = number => number == 1 ? throw new InvalidOperationException("broken\r\nline") : new RunEnding(RunEnd.Finished, "images=1");
        using Service service = Service.Start(_workspace.Write("serve.json", ServeFile.Nightly()), _runs, _clock);
        service.At(Utc("2026-05-06T00:30Z"), () => service.Log.Count("yard: failed, by a fault of this program: System.InvalidOperationException: broken line") == 1);
        service.At(Utc("2026-05-07T00:30Z"), () => service.Log.Count("yard: finished images=1") == 1);
    }

    [Fact]
    public void ChangedFile_WhatIsWrongIsMendedElsewhere_HoldsWithinAMinute()
    {
        string file = _workspace.Write("serve.json", ServeFile.Nightly());
        using Service service = Service.Start(file, _runs, _clock);
        _workspace.Write("serve.json", ServeFile.Nightly().Replace("\"in\"", "\"in\", \"later\"", StringComparison.Ordinal));
        service.Until(() => service.Log.Count("stays in force. schedules[0].inputs[1]: ") == 1);
        Directory.CreateDirectory(_workspace["later"]);
        service.Until(() => service.Log.Count("is in force, schedules: 1") == 1);
        Assert.Equal(1, service.Log.Count("stays in force"));
    }

    [Fact]
    public void ChangedFile_FaultWhileItIsJudged_ChangesNothing()
    {
        string file = _workspace.Write("serve.json", ServeFile.Nightly());
        using Service service = Service.Start(file, _runs, _clock);
        _workspace.Write("serve.json", ServeFile.Nightly().Replace("pipeline.yaml", "broken.yaml", StringComparison.Ordinal));
        service.Until(() => service.Log.Count("stays in force. it could not be judged: IOException: The disk is gone.") == 1);
        service.At(Utc("2026-05-06T00:30Z"), () => _runs.Starts.Count == 1);
    }

    [Fact]
    public void ScheduleOfAClockThatWasAhead_RunsTheNextNight()
    {
        string file = _workspace.Write("serve.json", ServeFile.Nightly());
        FakeTimeProvider ahead = new(Utc("2030-05-05T12:00Z"));
        Service.Start(file, new HeldRuns(ahead), ahead).Dispose();
        using Service service = Service.Start(file, _runs, _clock);
        service.At(Utc("2026-05-06T00:30Z"), () => _runs.Starts.Count == 1);
    }

    [Fact]
    public void ChangedFile_RightOneHolds_WrongOneChangesNothing()
    {
        string file = _workspace.Write("serve.json", ServeFile.Nightly());
        using Service service = Service.Start(file, _runs, _clock);
        _workspace.Write("serve.json", ServeFile.Nightly().Replace("30 2", "99 2", StringComparison.Ordinal).Replace("\"in\"", "\"gone\"", StringComparison.Ordinal));
        service.Until(() => service.Log.Count("stays in force. schedules[0].") == 2);
        _workspace.Write("serve.json", "{ \"state\": \"elsewhere\", " + ServeFile.Nightly()[1..]);
        service.Until(() => service.Log.Count("stays in force. state: ") == 1);
        service.At(Utc("2026-05-06T00:30Z"), () => _runs.Starts.Count == 1);

        _workspace.Write("serve.json", ServeFile.Of(ServeFile.Schedule("gate", "0 12 * * *")));
        service.Until(() => service.Log.Count("is in force, schedules: 1") == 1 && service.Log.Count("yard: no longer scheduled") == 1);
        service.At(Utc("2026-05-06T10:00Z"), () => _runs.Starts.Count == 2);
        service.At(Utc("2026-05-07T10:00Z"), () => _runs.Starts.Count == 3);
        Assert.Equal(["yard", "gate", "gate"], _runs.Starts.Select(s => s.Schedule));
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
