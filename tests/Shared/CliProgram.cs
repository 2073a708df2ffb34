using System.Diagnostics;

namespace ImageAnalytics.Testing;

/// <summary>The real, built program, run as a child process with a home, models and temporary folder of its own.</summary>
internal sealed class CliProgram(Workspace workspace)
{
    // Nothing of whoever runs the tests may help or disturb: least of all ORT_DISABLE_TELEMETRY, which the program sets by itself.
    private static readonly string[] s_kept = ["PATH", "DOTNET_ROOT"];

    /// <summary>What stands before the program's name, such as a tool that starts it as another user.</summary>
    public IReadOnlyList<string> Prefix { get; init; } = [];

    /// <summary>Runs the program to its end.</summary>
    public CliResult Run(params IEnumerable<string> arguments)
    {
        using RunningProgram program = Start(arguments);
        return program.Finish();
    }

    /// <summary>Runs a pipeline to its end, with the plugins that only tests use at hand.</summary>
    /// <param name="pipeline">The pipeline file.</param>
    /// <param name="input">The folder of pictures.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="more">Further arguments.</param>
    public CliResult Scan(string pipeline, string input, string output, params IEnumerable<string> more)
        => Run(ScanArguments(pipeline, input, output, more));

    /// <summary>Starts what <see cref="Scan" /> runs.</summary>
    public RunningProgram StartScan(string pipeline, string input, string output, params IEnumerable<string> more)
        => Start(ScanArguments(pipeline, input, output, more));

    /// <summary>Starts the program.</summary>
    public RunningProgram Start(params IEnumerable<string> arguments)
    {
        string[] command = [.. Prefix, Repository.Program, .. arguments];
        ProcessStartInfo start = new(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workspace.Folder,
        };
        foreach (string name in start.Environment.Keys.Except(s_kept).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["HOME"] = workspace.Home;
        start.Environment["XDG_DATA_HOME"] = workspace["home/data"];
        start.Environment["IMAGEANALYTICS_MODELS"] = workspace.Models;
        start.Environment["TMPDIR"] = workspace.Temporary;
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return new RunningProgram(Process.Start(start)!);
    }

    private static IEnumerable<string> ScanArguments(string pipeline, string input, string output, IEnumerable<string> more)
        => ["run", pipeline, "--input", input, "--output", output, "--plugins", Repository.TestPlugins, .. more];
}
