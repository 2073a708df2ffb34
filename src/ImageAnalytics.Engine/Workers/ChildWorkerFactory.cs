using System.Diagnostics;
using ImageAnalytics.Engine.Lanes;

namespace ImageAnalytics.Engine.Workers;

/// <summary>Starts worker processes, all from one thread that lives as long as this object.</summary>
/// <remarks>
/// A child asks the kernel to be killed when the thread that started it ends (PR_SET_PDEATHSIG counts threads, not processes),
/// so that thread must not be one that comes and goes.
/// </remarks>
internal sealed class ChildWorkerFactory : IWorkerFactory, IDisposable
{
    private readonly Func<ProcessStartInfo> _command;
    private readonly System.Collections.Concurrent.BlockingCollection<Action> _starts = [];
    private readonly StrayProcesses _strays = new();
    private readonly Thread _thread;

    /// <param name="command">The program and the arguments that make it a worker.</param>
    public ChildWorkerFactory(Func<ProcessStartInfo> command)
    {
        _command = command;
        _thread = new Thread(() =>
        {
            foreach (Action start in _starts.GetConsumingEnumerable())
            {
                start();
            }
        }) { IsBackground = true, Name = "worker starter" };
        _thread.Start();
    }

    IWorker IWorkerFactory.Start(WorkerJob job) => Start(job);

    /// <inheritdoc cref="IWorkerFactory.Start"/>
    public ChildWorker Start(WorkerJob job)
    {
        TaskCompletionSource<Process> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _starts.Add(() =>
        {
            try
            {
                ProcessStartInfo command = _command();
                command.RedirectStandardInput = command.RedirectStandardOutput = command.RedirectStandardError = true;
                command.UseShellExecute = false;
                _strays.Mark(command);
                started.SetResult(Process.Start(command)!);
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        });
        return new ChildWorker(started.Task.GetAwaiter().GetResult(), job, _strays);
    }

    public void Dispose()
    {
        _starts.CompleteAdding();
        _thread.Join();
        _starts.Dispose();
    }
}
