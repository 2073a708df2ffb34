using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Cluster.Running;
using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Dashboard.Tests.Support;

/// <summary>Runs that look at nothing: they say what a test wants said, and end when it lets them or when they are stopped.</summary>
internal sealed class ScriptedRuns : IScheduledRuns
{
    private volatile TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What a run says before it waits.</summary>
    public Action<IRunProgress> Script { get; set; } = p => p.Planned(10, 4);

    /// <summary>What it ends with when it is let go.</summary>
    public RunEnding Ending { get; set; } = new(RunEnd.Finished, "images=10 new=4");

    /// <summary>The run whose failures were tried again last.</summary>
    public string? Retried { get; private set; }

    /// <summary>Lets the run end.</summary>
    public void Release()
    {
        TaskCompletionSource held = _held;
        _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        held.SetResult();
    }

    public IReadOnlyList<string> Check(Schedule schedule) => [];

    public Task<RunEnding> RetryAsync(Schedule schedule, string runFolder, IRunProgress progress, CancellationToken cancellationToken)
    {
        Retried = runFolder;
        return RunAsync(schedule, progress, cancellationToken);
    }

    public async Task<RunEnding> RunAsync(Schedule schedule, IRunProgress progress, CancellationToken cancellationToken)
    {
        Task held = _held.Task;
        Script(progress);
        try
        {
            await held.WaitAsync(cancellationToken);
            return Ending;
        }
        catch (OperationCanceledException)
        {
            return new RunEnding(RunEnd.Stopped, "");
        }
    }
}
