using System.CommandLine;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Cli.Models;

/// <summary>Turns what a command throws into messages and exit codes.</summary>
internal static class ModelCommandRunner
{
    /// <summary>Runs a command's work.</summary>
    /// <param name="parsed">The command.</param>
    /// <param name="work">The work.</param>
    /// <param name="goesOn">Whether a stopped one goes on where it was.</param>
    public static async Task<int> RunAsync(ParseResult parsed, Func<Task<int>> work, bool goesOn = true)
    {
        TextWriter error = parsed.InvocationConfiguration.Error;
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (PluginException e)
        {
            foreach (string problem in e.Problems)
            {
                await error.WriteLineAsync(problem).ConfigureAwait(false);
            }

            return ExitCodes.Refused;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync(goesOn ? "Stopped. Running the same command again goes on from here." : "Stopped. Nothing was kept; running the same command again begins anew.").ConfigureAwait(false);
            return ExitCodes.Stopped;
        }
    }
}
