using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Engine.Workers;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Cli.Running;

/// <summary>Tells a person why a run did not finish, and scripts by the exit code.</summary>
internal static class RunErrors
{
    private const string GoOn = "What was finished is kept; run the same command again to go on.";

    /// <summary>Writes the reason to standard error.</summary>
    /// <param name="error">What ended the run.</param>
    /// <param name="started">Whether it had begun to work on images.</param>
    /// <returns>The exit code.</returns>
    public static int Tell(Exception error, bool started)
    {
        if (error is OperationCanceledException)
        {
            Console.Error.WriteLine($"Stopped. {GoOn}");
            return ExitCodes.Stopped;
        }

        (int exitCode, IReadOnlyList<string> problems) = Explain(error, started, GoOn);
        ConsoleText.Problems(problems);
        return exitCode;
    }

    /// <summary>Says why a run did not finish, when it was not stopped.</summary>
    /// <param name="error">What ended the run.</param>
    /// <param name="started">Whether it had begun to work on images.</param>
    /// <param name="goOn">How to go on from what was finished.</param>
    /// <returns>The exit code that says so, and every problem in whole sentences.</returns>
    public static (int ExitCode, IReadOnlyList<string> Problems) Explain(Exception error, bool started, string goOn) => error switch
    {
        RunRefusedException refused => (ExitCodes.Refused, refused.Problems),
        PluginException plugin => (started ? ExitCodes.CouldNotFinish : ExitCodes.Refused, plugin.Problems),
        EmptyInputException or OutputLockedException => (ExitCodes.Refused, [error.Message]),
        StoreException { IsDiskFull: true } => (ExitCodes.CouldNotFinish, [$"{error.Message} {goOn}"]),
        StoreException or WorkerFailedException or IOException or UnauthorizedAccessException
            => started ? (ExitCodes.CouldNotFinish, [$"{error.Message} {goOn}"]) : (ExitCodes.Refused, [error.Message]),
        _ => (ExitCodes.CouldNotFinish, [$"The run failed by a fault of this program: {error}"]),
    };
}
