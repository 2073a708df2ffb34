using System.CommandLine;
using System.Globalization;
using ImageAnalytics.Cli.Clusters;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Faces;
using ImageAnalytics.Cli.Models;
using ImageAnalytics.Cli.Nodes;
using ImageAnalytics.Cli.Pipelines;
using ImageAnalytics.Cli.Plugins;
using ImageAnalytics.Cli.Reports;
using ImageAnalytics.Cli.Results;
using ImageAnalytics.Cli.Running;
using ImageAnalytics.Cli.Serving;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Cli.Training;
using ImageAnalytics.Engine.Plugins;
using ImageAnalytics.Engine.Workers;
using ImageAnalytics.Imaging;
using ImageAnalytics.Inference;

// Before anything native is touched: libraries read their settings when they load.
NativeSettings.Apply();
InferenceRuntime.Initialise();
if (args is [Toolbox.WorkerArgument, { } supervisor, .. string[] builds] && int.TryParse(supervisor, NumberStyles.None, CultureInfo.InvariantCulture, out int processId))
{
    WorkerProcess.Run(processId, builds is [{ } build] ? build : "", HostAssemblies.Shared);
    return ExitCodes.Finished;
}

RootCommand root = new("Point it at folders of pictures, name a pipeline of models, and every morning there is a report you can trust.")
{
    RunCommand.Create(),
    RetryCommand.Create(),
    PlanCommand.Create(),
    MergeCommand.Create(),
    PluginsCommand.Create(),
    ModelsCommand.Create(),
    FacesCommand.Create(),
    DataCommand.Create(),
    PipelinesCommand.Create(arguments => new Toolbox(arguments).Preparation.Environment, [SearchFolders.Pipelines], ShippedPipeline.Resolve),
    TrainCommand.Create(),
    TuneCommand.Create(),
    ReportCommand.Create(),
    ExportCommand.Create(),
    CompareCommand.Create(),
    TrendCommand.Create(),
    VerifyCommand.Create(),
    TraceCommand.Create(),
    QueryCommand.Create(),
    SamplesCommand.Create(),
    EvaluateCommand.Create(),
    DoctorCommand.Create(),
    CleanCommand.Create(),
    ServeCommand.Create(),
    NodeCommand.Create(),
    ClusterCommand.Create(),
    CompletionCommand.Create(),
};
root.Options.Add(GlobalOptions.Models);
root.Options.Add(GlobalOptions.Plugins);
root.Add(DemoCommand.Create((others, cancellation) => root.Parse(others).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellation)));
ParseResult arguments = root.Parse(args.Length == 0 ? [DemoCommand.Name] : args);
if (arguments.Errors.Count > 0 && arguments.Action is not System.CommandLine.Help.HelpAction)
{
    ConsoleText.Problems(arguments.Errors.Select(e => e.Message));
    Console.Error.WriteLine($"Try 'imageanalytics {string.Join(' ', arguments.CommandResult.Command.Parents.OfType<Command>().Where(c => c is not RootCommand).Append(arguments.CommandResult.Command).Where(c => c is not RootCommand).Select(c => c.Name))} --help'.".Replace("  ", " ", StringComparison.Ordinal));
    return ExitCodes.Refused;
}

try
{
    int exitCode = await arguments.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    Environment.Exit(exitCode); // A thread that a plugin started in this process and left behind must not keep it.
    return exitCode;
}
catch (TrustException e)
{
    ConsoleText.Problems([e.Message]);
    return ExitCodes.Refused;
}
