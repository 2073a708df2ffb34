using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Engine.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageAnalytics.Cli.Running;

/// <summary>One run in a hosted worker.</summary>
internal static class HostedRun
{
    /// <summary>Prepares a run and runs it.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(Toolbox tools, RunRequest request, RunPresentation presentation, CancellationToken cancellationToken)
    {
        PreparedRun run;
        try
        {
            run = tools.Preparation.Prepare(request);
        }
        catch (RunRefusedException e)
        {
            ConsoleText.Problems(e.Problems);
            return ExitCodes.Refused;
        }

        RunOutcomeHolder outcome = new();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(run);
        builder.Services.AddSingleton(outcome);
        builder.Services.AddSingleton(_ => tools.Runs());
        builder.Services.AddSingleton(presentation);
        builder.Services.AddHostedService<RunService>();
        using IHost host = builder.Build();
        await host.RunAsync(cancellationToken).ConfigureAwait(false);
        await outcome.Notifying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return outcome.ExitCode;
    }
}
