using ImageAnalytics.Cli.Terminal;

namespace ImageAnalytics.Cli.Running;

/// <summary>Carries out of the hosted worker what outlives it.</summary>
internal sealed class RunOutcomeHolder
{
    /// <summary>What the program ends with.</summary>
    public int ExitCode { get; set; } = ExitCodes.Stopped;

    /// <summary>The command of a finished run's alerts, which may take longer than a host waits when it is stopped.</summary>
    public Task Notifying { get; set; } = Task.CompletedTask;
}
