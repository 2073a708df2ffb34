using System.Diagnostics;

namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>No process that we start leaves anything in the user's home, needs a network, or lets a library chatter.</summary>
public sealed class QuietTests : IDisposable
{
    private const string Scene = """
        name: scene
        steps:
          - { id: scene, plugin: classifier, model: squeezenet }
          - { id: objects, plugin: single-shot-detector, model: fastestdet }
        """;

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Run_OnnxModels_WritesNothingIntoTheHome()
    {
        CliProgram program = Prepare();
        program.Scan(_workspace.Write("scene.yaml", Scene), "in", "out").AssertExit(0);
        program.Scan(_workspace["scene.yaml"], "in", "out-2", "--in-process").AssertExit(0);
        program.Run("models", "verify", "squeezenet").AssertExit(0);
        Assert.Empty(_workspace.Files("home"));
        Assert.Empty(_workspace.Files("tmp"));
    }

    [Fact]
    public void Run_OnnxModels_StandardErrorHoldsOurLinesOnly()
    {
        CliProgram program = Prepare();
        CliResult result = program.Scan(_workspace.Write("scene.yaml", Scene), "in", "out");
        Assert.Single(result.Output.TrimEnd('\n').Split('\n'));
        Assert.All(result.Error.TrimEnd('\n').Split('\n'), l => Assert.Matches("^[0-9,]+ (images listed|of [0-9,]+ images)", l));
    }

    [Fact]
    public void Run_WithoutNetwork_GivesTheSame()
    {
        using Process probe = Process.Start(new ProcessStartInfo("unshare", ["-n", "true"]) { RedirectStandardError = true })!;
        probe.WaitForExit();
        Assert.SkipUnless(probe.ExitCode == 0, "A network of its own may not be made here.");
        CliProgram program = Prepare();
        string pipeline = _workspace.Write("scene.yaml", Scene);
        CliProgram alone = new(_workspace) { Prefix = ["unshare", "-n"] };
        alone.Scan(pipeline, "in", "alone").Csv.AssertEquals(program.Scan(pipeline, "in", "out").Csv);
    }

    private CliProgram Prepare()
    {
        CliProgram program = new(_workspace);
        DrawnPictures.Draw(_workspace["in"], 6);
        program.Run("models", "install", "squeezenet", "fastestdet", "--from", Repository.Shared("models")).AssertExit(0);
        return program;
    }
}
