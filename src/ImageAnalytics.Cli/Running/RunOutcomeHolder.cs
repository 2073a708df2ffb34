using ImageAnalytics.Cli.Terminal;

namespace ImageAnalytics.Cli.Running;

/// <summary>Carries the exit code out of the hosted worker.</summary>
internal sealed class RunOutcomeHolder
{
    /// <summary>What the program ends with.</summary>
    public int ExitCode { get; set; } = ExitCodes.Stopped;
}
