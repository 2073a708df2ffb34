using System.CommandLine;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Nodes;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Cli.Running;

/// <summary><c>run</c>: scan folders with a pipeline, in a hosted worker.</summary>
internal static class RunCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        RunOptions options = new();
        EndingOptions ending = new();
        Option<string?> shard = ShardOption.Create();
        Command command = new("run", """
            Look at every picture in some folders with a pipeline of models, and write CSV files and a report.
            What was done before is not done again: run it every night on the same folders and the same output.

            Examples:
              imageanalytics run objects --input ~/Pictures
              imageanalytics run my.yaml --input /data/yard /data/gate --output /srv/results --fail-over 5
              imageanalytics run my.yaml --input photos --set objects.minConfidence=0.6 --limit 100
              imageanalytics run objects --input /data --output /srv/results --jobs "Host=db.example;Username=images;Database=images"
            """);
        options.AddTo(command);
        ending.AddTo(command);
        command.Options.Add(shard);
        SharedRunCommand shared = new();
        shared.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            NativeOutput.Silence();
            try
            {
                RunRequest request = ending.Apply(arguments, options.Read(arguments)) with
                {
                    Shard = arguments.GetValue(shard) is { } text ? ShardOption.Read(text, Environment.GetEnvironmentVariable) : null,
                };
                if (shared.IsAsked(arguments))
                {
                    return await shared.RunAsync(arguments, request, ending.Presentation(arguments, arguments.GetValue(options.Json)), cancellationToken).ConfigureAwait(false);
                }

                return await HostedRun.RunAsync(new Toolbox(arguments), request, ending.Presentation(arguments, arguments.GetValue(options.Json)), cancellationToken).ConfigureAwait(false);
            }
            catch (RunRefusedException e)
            {
                return RunErrors.Tell(e, started: false);
            }
        });
        return command;
    }
}
