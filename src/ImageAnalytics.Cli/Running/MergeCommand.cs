using System.CommandLine;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Terminal;

namespace ImageAnalytics.Cli.Running;

/// <summary><c>merge</c>: the run of a saved plan whose shards are all done.</summary>
internal static class MergeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        RunOptions options = new();
        EndingOptions ending = new();
        Command command = new("merge", """
            Make the run of a plan whose shards were all worked on: CSV files and report, as one run over the same folders would have written them.

            Example, on one machine or on many that share the folders:
              imageanalytics plan objects --input /data --output /srv/results --save
              imageanalytics run objects --input /data --output /srv/results --shard 1/2
              imageanalytics run objects --input /data --output /srv/results --shard 2/2
              imageanalytics merge objects --input /data --output /srv/results
            """);
        options.AddTo(command);
        ending.AddTo(command);
        command.SetAction((arguments, cancellationToken) =>
        {
            NativeOutput.Silence();
            return HostedRun.RunAsync(
                new Toolbox(arguments),
                ending.Apply(arguments, options.Read(arguments)) with { Merges = true },
                ending.Presentation(arguments, arguments.GetValue(options.Json)),
                cancellationToken);
        });
        return command;
    }
}
