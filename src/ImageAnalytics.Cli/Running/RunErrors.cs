using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Engine.Workers;
using ImageAnalytics.Results;

namespace ImageAnalytics.Cli.Running;

/// <summary>Tells a person why a run did not finish, and scripts by the exit code.</summary>
internal static class RunErrors
{
    /// <summary>Writes the reason to standard error.</summary>
    /// <param name="error">What ended the run.</param>
    /// <param name="started">Whether it had begun to work on images.</param>
    /// <returns>The exit code.</returns>
    public static int Tell(Exception error, bool started)
    {
        switch (error)
        {
            case OperationCanceledException:
                Console.Error.WriteLine("Stopped. What was finished is kept; run the same command again to go on.");
                return ExitCodes.Stopped;
            case RunRefusedException refused:
                ConsoleText.Problems(refused.Problems);
                return ExitCodes.Refused;
            case EmptyInputException or OutputLockedException:
                ConsoleText.Problems([error.Message]);
                return ExitCodes.Refused;
            case StoreException { IsDiskFull: true }:
                ConsoleText.Problems([$"{error.Message} What was finished is kept; run the same command again to go on."]);
                return ExitCodes.CouldNotFinish;
            case StoreException or WorkerFailedException or IOException or UnauthorizedAccessException:
                ConsoleText.Problems([started ? $"{error.Message} What was finished is kept; run the same command again to go on." : error.Message]);
                return started ? ExitCodes.CouldNotFinish : ExitCodes.Refused;
            default:
                ConsoleText.Problems([$"The run failed by a fault of this program: {error}"]);
                return ExitCodes.CouldNotFinish;
        }
    }
}
