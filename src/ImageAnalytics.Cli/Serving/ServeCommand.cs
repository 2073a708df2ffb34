using System.CommandLine;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Cluster.Serving;
using ImageAnalytics.Dashboard;
using ImageAnalytics.Results;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ImageAnalytics.Cli.Serving;

/// <summary><c>serve</c>: run pipelines by the clock, until stopped.</summary>
internal static class ServeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<string> config = new("--config", "-c")
        {
            Description = "The configuration: schedules with pipeline, folders and times. It is read again whenever it changes.",
            HelpName = "FILE",
            DefaultValueFactory = _ => ConfigurationReader.DefaultName,
        };
        Option<bool> check = new("--check") { Description = "Say what is wrong with the configuration, or when each schedule runs next, and end." };
        Command command = new("serve", """
            Run pipelines by the clock: every night, or whenever the configuration says, until it is stopped. What was missed runs once.
            The log goes to standard error. See docs/nightly.md.

            Examples:
              imageanalytics serve
              imageanalytics serve --config /etc/imageanalytics/appsettings.json
            """) { config, check };
        command.SetAction((arguments, cancellationToken) => ServeAsync(arguments, arguments.GetRequiredValue(config), arguments.GetValue(check), cancellationToken));
        return command;
    }

    private static async Task<int> ServeAsync(ParseResult arguments, string file, bool onlyCheck, CancellationToken cancellationToken)
    {
        NativeOutput.Silence();
        TimeProvider clock = TimeProvider.System;
        ScheduledRuns runs = new(arguments, clock);
        ConfigurationReading reading = ConfigurationReader.Read(file, runs.Check);
        if (reading.Configuration is not { } configuration)
        {
            ConsoleText.Problems(reading.Problems);
            return ExitCodes.Refused;
        }

        if (onlyCheck)
        {
            Show(configuration, clock);
            return ExitCodes.Finished;
        }

        try
        {
            using OutputLock held = OutputLock.Acquire(configuration.StateFolder, "serve", clock);
            using IHost host = ServeHost.Build(configuration, runs, clock, LogOutput.Add, s => s.AddDashboard(configuration.Dashboard, new InstalledParts(arguments)));
            BackgroundService[] services = [.. host.Services.GetServices<IHostedService>().OfType<BackgroundService>()];
            await host.RunAsync(cancellationToken).ConfigureAwait(false);
            // The host stops when one of them fails, and does not say so.
            return services.Any(s => s.ExecuteTask is { IsFaulted: true }) ? ExitCodes.CouldNotFinish : ExitCodes.Finished;
        }
        catch (OutputLockedException e)
        {
            ConsoleText.Problems([$"Another 'serve' uses the state folder '{configuration.StateFolder}'{(e.Holder is { } other ? $": process {other.Pid} on '{other.Host}'" : "")}. Expected one at a time: stop it, or name another folder as 'state' in '{configuration.File}'."]);
            return ExitCodes.Refused;
        }
        catch (StoreException e)
        {
            ConsoleText.Problems([$"state: {e.Message}"]);
            return ExitCodes.Refused;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Finished; // Stopped while a run was still on its way out: it goes on at the next start.
        }
    }

    private static void Show(ServeConfiguration configuration, TimeProvider clock)
    {
        foreach (Schedule schedule in configuration.Schedules)
        {
            string next = !schedule.Enabled ? "switched off" : schedule.Time.After(clock.GetUtcNow()) is { } at ? schedule.Time.Show(at) : "never";
            Console.Out.WriteLine($"{schedule.Name}: {next}");
        }
    }
}
