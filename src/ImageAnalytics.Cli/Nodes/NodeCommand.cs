using System.CommandLine;
using ImageAnalytics.Cli.Serving;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Cluster.Jobs;
using ImageAnalytics.Cluster.Nodes;
using ImageAnalytics.Engine.Runs;
using Microsoft.Extensions.Hosting;

namespace ImageAnalytics.Cli.Nodes;

/// <summary><c>node</c>: work on the shards of runs that were shared out, until stopped.</summary>
internal static class NodeCommand
{
    private const int LongestName = 100;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<string?> jobs = JobsOption.Create("The PostgreSQL database that 'run --jobs' names, by its connection string.");
        jobs.Required = true;
        Option<string> name = new("--name") { Description = "This node's name, which no other has; the machine's when left out.", HelpName = "NAME", DefaultValueFactory = _ => Environment.MachineName };
        Option<int?> lanes = new("--lanes") { Description = "Images that are worked on side by side; one a core when left out.", HelpName = "N" };
        Option<string[]> map = new("--map")
        {
            Description = "Where a folder of the machine that started the run is found on this one.",
            HelpName = "FROM=TO",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        Command command = new("node", """
            Work on the shards of runs that 'run --jobs' shares out, until stopped. Start it on every machine that sees the folders of pictures and
            the output folder, and has the same version of the program, the same plugins and the same models. See docs/cluster.md.

            Examples:
              imageanalytics node --jobs "Host=db.example;Username=images;Database=images"
              imageanalytics node --jobs "Host=db.example;Username=images;Database=images" --name left --lanes 4 --map /data=/mnt/data
            """) { jobs, name, lanes, map };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments, arguments.GetRequiredValue(jobs)!, arguments.GetRequiredValue(name), arguments.GetValue(lanes), arguments.GetValue(map) ?? [], cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, string jobs, string name, int? lanes, string[] map, CancellationToken cancellationToken)
    {
        NativeOutput.Silence();
        try
        {
            NodeOptions options = new(Checked(name), lanes is null or (>= 1 and <= 256) ? lanes ?? Environment.ProcessorCount : throw new RunRefusedException([$"--lanes is {lanes}; expected 1 to 256."]), PathMap.Parse(map));
            JobsDatabase database = JobsOption.Read(jobs);
            NodeEnd end = new();
            using NodeShards shards = new(arguments, options, TimeProvider.System);
            using IHost host = NodeHost.Build(options, database, shards, end, TimeProvider.System, LogOutput.Add);
            await host.RunAsync(cancellationToken).ConfigureAwait(false);
            if (end.Problem is { } problem)
            {
                ConsoleText.Problems(problem.Split('\n'));
                return end.HasStarted ? ExitCodes.CouldNotFinish : ExitCodes.Refused;
            }

            return ExitCodes.Finished;
        }
        catch (RunRefusedException e)
        {
            ConsoleText.Problems(e.Problems);
            return ExitCodes.Refused;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Finished; // Stopped while a shard was still on its way out: another node goes on with it.
        }
    }

    private static string Checked(string name)
        => name.Length is > 0 and <= LongestName && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? name
            : throw new RunRefusedException([$"--name is '{name}'; expected 1 to {LongestName} letters, digits, '-', '_' and '.'."]);
}
