using System.CommandLine;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Running;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Cli.Clusters;

/// <summary><c>cluster slurm</c>: a script that scans with an array of Slurm tasks.</summary>
internal static class SlurmCommand
{
    private const int DefaultCores = 4, MostShards = 100_000;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        RunOptions options = new();
        EndingOptions ending = new();
        Option<int> shards = new("--shards") { Description = "Into how many tasks the scan is shared out.", HelpName = "N", Required = true };
        Option<int> cores = new("--cores") { Description = "Processor cores of each task.", HelpName = "C", DefaultValueFactory = _ => DefaultCores };
        Option<string?> memory = new("--memory") { Description = "Memory of each task, as Slurm writes it, such as 8G; the site's rule when left out.", HelpName = "SIZE" };
        Command command = new("slurm", """
            Print a script that scans with an array of Slurm tasks: it submits the plan, the shards and the merge, each after the one before.
            The pipeline, its models and its plugins are checked first. The program and all folders must have the same paths on all machines.

            Example:
              imageanalytics cluster slurm objects --input /data --output /srv/results --shards 32 > objects.sh
              sh objects.sh
            """);
        options.AddTo(command);
        ending.AddTo(command);
        command.Options.Add(shards);
        command.Options.Add(cores);
        command.Options.Add(memory);
        command.SetAction((arguments, _) =>
        {
            NativeOutput.Silence();
            try
            {
                PreparedRun run = new Toolbox(arguments).Preparation.Prepare(options.Read(arguments));
                SlurmScript script = new()
                {
                    Program = Environment.ProcessPath!,
                    Folder = Environment.CurrentDirectory,
                    Pipeline = run.Pipeline.Name,
                    Logs = Path.Combine(run.Output, run.Pipeline.Name, "slurm"),
                    Arguments = [.. options.Given(arguments), .. GivenOption.Of(arguments, GlobalOptions.Models), .. GivenOption.Of(arguments, GlobalOptions.Plugins)],
                    EndingArguments = [.. ending.Given(arguments)],
                    Shards = InRange(arguments.GetValue(shards), "--shards", MostShards),
                    Cores = InRange(arguments.GetValue(cores), "--cores", short.MaxValue),
                    Memory = arguments.GetValue(memory),
                };
                Console.Out.Write(script.Text());
                return Task.FromResult(ExitCodes.Finished);
            }
            catch (RunRefusedException e)
            {
                return Task.FromResult(RunErrors.Tell(e, started: false));
            }
        });
        return command;
    }

    private static int InRange(int value, string option, int most)
        => value >= 1 && value <= most ? value : throw new RunRefusedException([$"{option} is {value}; expected 1 to {most}."]);
}
