using System.CommandLine;
using ImageAnalytics.Engine.Pipelines;

namespace ImageAnalytics.Cli.Pipelines;

/// <summary><c>pipelines list | validate | show | schema</c>.</summary>
public static class PipelinesCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="environment">Gives the plugins and models of a command line; asked for only by those that need them.</param>
    /// <param name="folders">Folders whose pipeline files <c>list</c> shows.</param>
    /// <param name="resolve">Makes a path of what the user wrote, which may be the name of a shipped pipeline; the text as it is without.</param>
    public static Command Create(
        Func<ParseResult, PipelineEnvironment> environment, IReadOnlyList<string> folders, Func<string, string>? resolve = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(folders);
        resolve ??= path => path;
        return new Command("pipelines", """
            Pipeline files: which models look at which pictures, and what is written.

            Examples:
              imageanalytics pipelines list
              imageanalytics pipelines validate my.yaml
              imageanalytics pipelines show pipelines/objects.yaml
              imageanalytics pipelines schema > pipeline.schema.json
            """)
        {
            List(folders),
            Validate(environment, resolve),
            Show(resolve),
            Schema(environment),
        };
    }

    private static Command List(IReadOnlyList<string> defaults)
    {
        Argument<string[]> folders = new("DIR")
        {
            Description = "Folders to look in; without, those of the pipelines that came with the program.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Command command = new("list", """
            The pipelines of a folder, with the question that each answers.

            Examples:
              imageanalytics pipelines list
              imageanalytics pipelines list ~/pipelines
            """) { folders };
        command.SetAction(arguments =>
        {
            string[] named = arguments.GetValue(folders) ?? [];
            return new PipelineLister(arguments.InvocationConfiguration).List(named.Length > 0 ? named : defaults);
        });
        return command;
    }

    private static Command Validate(Func<ParseResult, PipelineEnvironment> environment, Func<string, string> resolve)
    {
        Argument<string[]> files = new("PIPELINE") { Description = "Pipeline files.", Arity = ArgumentArity.OneOrMore };
        Option<string[]> set = new("--set") { Description = "Check with an option changed, as 'run' would.", HelpName = "STEP.OPTION=VALUE", DefaultValueFactory = _ => [] };
        Option<bool> json = new("--json") { Description = "Write the problems as one JSON array to standard output." };
        Command command = new("validate", """
            Check pipeline files as 'run' does, and tell all problems at once, each with file, line and column.
            Exits with 2 when there is a problem.

            Examples:
              imageanalytics pipelines validate my.yaml
              imageanalytics pipelines validate pipelines/*.yaml --json
              imageanalytics pipelines validate my.yaml --set objects.minConfidence=0.6
            """) { files, set, json };
        command.SetAction(arguments => new PipelineChecker(arguments.InvocationConfiguration, arguments.GetValue(json))
            .Check(arguments.GetRequiredValue(files).Select(resolve), () => environment(arguments), arguments.GetValue(set) ?? []));
        return command;
    }

    private static Command Show(Func<string, string> resolve)
    {
        Argument<string> file = new("PIPELINE") { Description = "A pipeline file." };
        Option<string> format = new("--format") { Description = "text: a tree for the terminal. mermaid: a flowchart for Markdown pages.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "mermaid");
        Command command = new("show", """
            Draw the steps of a pipeline and what they run on. Needs neither plugins nor models.

            Examples:
              imageanalytics pipelines show my.yaml
              imageanalytics pipelines show my.yaml --format mermaid
            """) { file, format };
        command.SetAction(arguments =>
        {
            PipelineReading reading = PipelineFile.Read(resolve(arguments.GetRequiredValue(file)));
            if (reading.Pipeline is not { } pipeline)
            {
                return PipelineChecker.Refuse(reading.Problems, arguments.InvocationConfiguration);
            }

            string drawing = arguments.GetValue(format) == "mermaid"
                ? PipelineGraph.ToMermaid(pipeline)
                : PipelineLister.Heading(pipeline) + PipelineGraph.ToText(pipeline);
            arguments.InvocationConfiguration.Output.Write(drawing);
            return 0;
        });
        return command;
    }

    private static Command Schema(Func<ParseResult, PipelineEnvironment> environment)
    {
        Command command = new("schema", """
            Print the JSON schema of pipeline files, with the options of every plugin, for completion and checks in editors.

            Examples:
              imageanalytics pipelines schema > pipeline.schema.json
            Then, as the first line of a pipeline file:
              # yaml-language-server: $schema=pipeline.schema.json
            """);
        command.SetAction(arguments =>
        {
            arguments.InvocationConfiguration.Output.WriteLine(PipelineSchema.Create(environment(arguments).Plugins));
            return 0;
        });
        return command;
    }
}
