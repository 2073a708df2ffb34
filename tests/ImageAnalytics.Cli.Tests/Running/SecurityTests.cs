using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>What others may have put into folders, pipelines and plugins does not get more than the analyst gave. See docs/security.md.</summary>
public sealed class SecurityTests : IDisposable
{
    private const string Alerting = """
        name: shapes
        steps:
          - { id: boxes, plugin: shapes }
        alerts:
          - { id: any, on: boxes, count: images, above: 0 }
        notify: ["./told.sh", "quietly"]
        """;

    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public SecurityTests()
    {
        _program = new CliProgram(_workspace);
        DrawnPictures.Draw(_workspace["in"], 3);
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Trust_OncePluginsAreTrusted_OthersAndChangedOnesAreRefusedAndShippedOnesAreNot()
    {
        string plugins = _workspace["plugins"], pipeline = _workspace.Write("shapes.yaml", TestPipelines.Shapes);
        Workspace.Copy(Repository.TestPlugins, plugins);
        string[] scan = ["run", pipeline, "--input", "in", "--output", "out", "--plugins", "plugins"];
        _program.Run(scan).AssertExit(0);

        _program.Run("plugins", "trust", "paint", "--plugins", "plugins").AssertExit(0);
        _program.Run(scan).AssertRefused("It is not on the list of trusted plugins", "plugins trust shapes");
        Assert.Contains("ready", _program.Run("plugins", "list").Output, StringComparison.Ordinal);

        Assert.Matches("Trusted: shapes in .*, content [0-9a-f]{64}", _program.Run("plugins", "trust", "shapes", "--plugins", "plugins").Output);
        _program.Run(scan).AssertExit(0);

        File.AppendAllText(_workspace["plugins/ShapesPlugin/added.txt"], "changed");
        _program.Run(scan).AssertRefused("Its files changed since it was trusted");
        _program.Run("plugins", "trust", "shapes", "--remove").AssertExit(0);
        _program.Run(scan).AssertRefused("It is not on the list of trusted plugins");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_workspace["home/data/imageanalytics/trusted-plugins.json"]));
    }

    [Fact]
    public void Trust_ListThatCannotBeRead_TrustsNothing()
    {
        _workspace.Write("home/data/imageanalytics/trusted-plugins.json", "{ no list");
        _program.Scan(_workspace.Write("shapes.yaml", TestPipelines.Shapes), "in", "out").AssertRefused("The list of trusted plugins", "cannot be read");
    }

    [Fact]
    public void Notify_IsToldAtTheStart()
    {
        Assert.Contains("When an alert fires, this pipeline calls './told.sh quietly'; --no-notify leaves that out.", Scan().Error, StringComparison.Ordinal);
        Assert.DoesNotContain("told.sh", Scan("--no-notify").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chmod", "o+w", "may be written by every user")]
    [InlineData("chown", "12345", "belongs to another user (id 12345)")]
    public void Notify_PipelineFileThatOthersCanChange_IsRefused(string command, string argument, string why)
    {
        Assert.SkipUnless(command == "chmod" || Environment.IsPrivilegedProcess, "Only root can give a file away.");
        _workspace.Write("shapes.yaml", Alerting);
        using (Process change = Process.Start(command, [argument, _workspace["shapes.yaml"]]))
        {
            change.WaitForExit();
        }

        CliResult refused = Scan();

        refused.AssertRefused(why, "its 'notify' would run './told.sh' with your rights", "--no-notify");
        Assert.NotEqual(2, Scan("--no-notify").ExitCode);
    }

    [Fact]
    public void Worker_MayNotGainRightsNorLeaveCoreFiles()
    {
        using RunningProgram scan = _program.StartScan(_workspace.Write("faults.yaml", TestPipelines.Fault("hang: [p001]")), "in", "out", "--timeout", "600");
        int worker = scan.WaitForWorker();
        scan.WaitUntil(() => Regex.IsMatch(Read($"/proc/{worker}/limits"), "Max core file size +0 +0 "));

        Assert.Contains("NoNewPrivs:\t1", Read($"/proc/{worker}/status"), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_LinkOutOfTheInputFolder_IsToldAndNotRead()
    {
        string secret = _workspace["elsewhere/secret.png"];
        Directory.CreateDirectory(_workspace["elsewhere"]);
        DrawnPictures.DrawOne(secret);
        File.CreateSymbolicLink(_workspace["in/link.png"], secret);
        string pipeline = _workspace.Write("shapes.yaml", TestPipelines.Shapes);

        CliResult run = _program.Scan(pipeline, "in", "out");

        Assert.Equal(3, run.Line.Images);
        Assert.Contains("1 link leads out of the input folders and was not followed, such as 'link.png'", run.Error, StringComparison.Ordinal);
        Assert.Contains("link leads out", File.ReadAllText(Path.Combine(run.Line.Output, "run.json")), StringComparison.Ordinal);
        string follows = _workspace.Write("follow.yaml", TestPipelines.Shapes + "\nimages: { links: follow }\n");
        Assert.Equal(4, _program.Scan(follows, "in", "out").Line.Images);
    }

    private CliResult Scan(params string[] more)
    {
        string told = _workspace.Write("told.sh", "#!/bin/sh\nexit 0\n");
        File.SetUnixFileMode(told, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string pipeline = _workspace["shapes.yaml"];
        return _program.Scan(File.Exists(pipeline) ? pipeline : _workspace.Write("shapes.yaml", Alerting), "in", "out", more);
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
