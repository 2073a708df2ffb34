using System.Diagnostics;
using ImageAnalytics.Engine.Plugins;
using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Engine.Workers;

/// <summary>Makes runs, with a worker process each or in this process as the request says. Dispose it after the last run.</summary>
public sealed class ScanRunFactory : IDisposable
{
    private readonly ChildWorkerFactory _children;
    private readonly InProcessWorkerFactory _inProcess;
    private readonly WarmWorkerFactory? _warm;

    /// <summary>Prepares to start workers.</summary>
    /// <param name="workerCommand">The program and arguments that start a worker process, which calls <see cref="WorkerProcess.Run"/>.</param>
    /// <param name="host">Loads plugins for runs in this process.</param>
    /// <param name="shared">What host and plugins share.</param>
    /// <param name="keepsWorkers">Whether a worker that has done its work is kept for the next run with the same prepared job; then, one run at a time.</param>
    public ScanRunFactory(Func<ProcessStartInfo> workerCommand, PluginHost host, SharedAssemblies shared, bool keepsWorkers = false)
    {
        _children = new ChildWorkerFactory(workerCommand);
        _inProcess = new InProcessWorkerFactory(host, shared);
        _warm = keepsWorkers ? new WarmWorkerFactory(_children) : null;
    }

    /// <summary>Makes a run.</summary>
    /// <param name="run">What was found good.</param>
    /// <param name="progress">Hears how it gets on.</param>
    /// <param name="clock">Tells the time.</param>
    public ScanRun Create(PreparedRun run, IRunProgress progress, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new ScanRun(run, run.Request.InProcess ? _inProcess : _warm is { } warm ? warm : _children, progress, clock);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _warm?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _children.Dispose();
    }
}
