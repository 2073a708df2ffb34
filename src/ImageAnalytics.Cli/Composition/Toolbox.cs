using System.CommandLine;
using System.Diagnostics;
using ImageAnalytics.Engine.Plugins;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Engine.Workers;
using ImageAnalytics.Reporting.Decks;

namespace ImageAnalytics.Cli.Composition;

/// <summary>What commands work with, put together from the command line. Made once a run.</summary>
internal sealed class Toolbox
{
    /// <summary>The argument that makes this program a worker process.</summary>
    public const string WorkerArgument = "worker";

    /// <summary>Puts the tools together.</summary>
    public Toolbox(ParseResult arguments) : this(arguments, new PluginHost(HostAssemblies.Shared))
    {
    }

    /// <summary>Puts the tools together, as they are found now, around plugins that are loaded already: for one run of many in a process.</summary>
    public Toolbox(ParseResult arguments, PluginHost host)
    {
        Plugins = PluginCatalog.Discover(SearchFolders.Plugins(arguments.GetValue(GlobalOptions.Plugins) ?? []), HostAssemblies.Shared, SearchFolders.TrustedPlugins());
        Host = host;
        Models = new InstalledModels(arguments.GetValue(GlobalOptions.Models) ?? []);
        Preparation = new RunPreparation(Plugins, Host, Models, TemplateProblem);
    }

    /// <summary>The plugins of this machine.</summary>
    public PluginCatalog Plugins { get; }

    /// <summary>Loads them.</summary>
    public PluginHost Host { get; }

    /// <summary>The models of this machine.</summary>
    public InstalledModels Models { get; }

    /// <summary>Checks what is to be run.</summary>
    public RunPreparation Preparation { get; }

    /// <summary>Starts runs; the caller disposes it.</summary>
    /// <param name="keepsWorkers">Whether a worker is kept for the next run with the same prepared job.</param>
    public ScanRunFactory Runs(bool keepsWorkers = false) => new(WorkerCommand, Host, HostAssemblies.Shared, keepsWorkers);

    private static string? TemplateProblem(string path, int maxMegabytes) => DeckTemplate.TryRead(path, maxMegabytes, out _, out string? problem) ? null : problem;

    private static ProcessStartInfo WorkerCommand()
    {
        string program = Environment.ProcessPath!;
        ProcessStartInfo command = new(program);
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            command.ArgumentList.Add(typeof(Toolbox).Assembly.Location);
        }

        // A worker's code is hot from the first image on: compiled once, fully, no core is lost to compiling it again later.
        command.Environment["DOTNET_TieredCompilation"] = "0";
        command.ArgumentList.Add(WorkerArgument);
        command.ArgumentList.Add(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        command.ArgumentList.Add(HostAssemblies.Shared.Build); // The program may be replaced while this process runs.
        return command;
    }
}
