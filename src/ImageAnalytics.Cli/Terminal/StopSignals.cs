using System.Runtime.InteropServices;

namespace ImageAnalytics.Cli.Terminal;

/// <summary>Turns Ctrl-C and the request to end into a cancellation, so that work ends in order. A second one ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly PosixSignalRegistration _interrupt, _terminate;

    /// <summary>Begins to listen.</summary>
    /// <param name="other">Cancels, too.</param>
    public StopSignals(CancellationToken other)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(other);
        (_interrupt, _terminate) = (PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop));
    }

    /// <summary>Is cancelled when the process is to end.</summary>
    public CancellationToken Token => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = !_stop.IsCancellationRequested;
        _stop.Cancel();
    }
}
