using System.Diagnostics;
using ImageAnalytics.Results.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageAnalytics.Results.Tests.Locking;

public sealed class OutputLockTests : IDisposable
{
    private readonly OutputFolder _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Acquire_HeldByAnother_NamesTheHolder()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 1, 2, 3, TimeSpan.Zero));
        using OutputLock held = OutputLock.Acquire(_output.Path, "run pipelines/scene.yaml", clock);

        OutputLockedException refused = Assert.Throws<OutputLockedException>(() => OutputLock.Acquire(_output.Path, "doctor"));

        Assert.Equal(new LockHolder(Environment.ProcessId, Environment.MachineName, clock.GetUtcNow(), "run pipelines/scene.yaml"), refused.Holder);
        Assert.Equal(
            $"Cannot write to the output folder '{_output.Path}'. Process {Environment.ProcessId} on '{Environment.MachineName}' has been, "
            + "since 2026-11-23 01:02:03 UTC (run pipelines/scene.yaml), writing there, and only one may at a time. "
            + "Wait until it has finished, stop it, or choose another folder with --output.",
            refused.Message);
    }

    [Fact]
    public void Acquire_AfterRelease_Succeeds()
    {
        OutputLock.Acquire(_output.Path, "first").Dispose();
        OutputLock.Acquire(_output.Path, "second").Dispose();
    }

    [Fact]
    public void Acquire_WhileAChildOfTheHolderLives_DependsOnTheHolderAlone()
    {
        using Process child = StartWhileLocked();
        try
        {
            using OutputLock again = OutputLock.Acquire(_output.Path, "second");
        }
        finally
        {
            child.Kill();
            child.WaitForExit();
        }
    }

    [Fact]
    public void Acquire_FileOfAKilledHolder_IsFree()
    {
        File.WriteAllText(_output.Combine(".lock"), """{"pid":1,"host":"gone","since":"2026-01-01T00:00:00+00:00","command":"run"}""");

        OutputLock.Acquire(_output.Path, "next").Dispose();
    }

    private Process StartWhileLocked()
    {
        using OutputLock held = OutputLock.Acquire(_output.Path, "first");
        return Process.Start(new ProcessStartInfo("sleep", "600"))!;
    }
}
