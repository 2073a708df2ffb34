using System.Text.Json.Nodes;

namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>A finished run, looked at again later.</summary>
public sealed class VerifyTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public VerifyTests() => _program = new CliProgram(_workspace);

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Verify_UnchangedRun_IsAsRecorded_AlsoWhenThePipelineFileIsGone()
    {
        DrawnPictures.Draw(_workspace["in"], 12);
        string pipeline = _workspace.Write("shapes.yaml", TestPipelines.Shapes);
        _program.Scan(pipeline, "in", "out").AssertExit(0);
        File.Delete(pipeline);

        CliResult told = Verify("--count", "8");

        told.AssertExit(0);
        Assert.EndsWith("computed again: 8 as recorded, 0 not; 0 left out.", told.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_ChangedAndVanishedOriginals_AreLeftOutAndSaid()
    {
        DrawnPictures.Draw(_workspace["in"], 4);
        _program.Scan(_workspace.Write("shapes.yaml", TestPipelines.Shapes), "in", "out").AssertExit(0);
        File.Delete(_workspace["in/p000.png"]);
        DrawnPictures.DrawOne(_workspace["in/p002.bmp"], seed: 5);

        CliResult told = Verify();

        told.AssertExit(0);
        Assert.Contains("Left out: 'p002.bmp': its file has another content now", told.Output, StringComparison.Ordinal);
        Assert.Contains("Left out: 'p000.png': ", told.Output, StringComparison.Ordinal);
        Assert.EndsWith("computed again: 2 as recorded, 0 not; 2 left out.", told.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_RowsThatWereChangedInTheStore_AreDrift()
    {
        DrawnPictures.Draw(_workspace["in"], 6);
        string first = _workspace.Write("shapes.yaml", TestPipelines.Shapes);
        string run = _program.Scan(first, "in", "out").Line.Output;
        string document = File.ReadAllText(Path.Combine(run, "run.json"));
        // As if another option had been recorded than the one that made the rows.
        File.WriteAllText(Path.Combine(run, "run.json"), document.Replace("area > 1", "area > 1000000", StringComparison.Ordinal));

        CliResult told = Verify("--json");

        Assert.Equal(1, told.ExitCode);
        JsonNode result = JsonNode.Parse(told.Output)!;
        Assert.Equal("Step 'colour' is not what it was: the program, another file that it reads, or a step before it changed.", (string?)Assert.Single(result["changedSteps"]!.AsArray()));
        Assert.NotEmpty(result["drifts"]!.AsArray());
        Assert.All(result["drifts"]!.AsArray(), d => Assert.Equal(("colour", 0), ((string)d!["step"]!, (int)d["found"]!)));
    }

    [Fact]
    public void Trace_LeadsFromARowToAllThatMadeIt()
    {
        DrawnPictures.DrawOne(_workspace["in/a b.png"]);
        _program.Scan(_workspace.Write("shapes.yaml", TestPipelines.Shapes), "in", "out").AssertExit(0);

        JsonNode trace = JsonNode.Parse(_program.Run("trace", "out", "a b.png", "colour#1").Output)!;

        JsonNode row = Assert.Single(trace["observations"]!.AsArray())!;
        Assert.Equal(("red", "boxes#1", "shapes"), ((string)row["label"]!, (string)row["foundOn"]!["id"]!, (string)row["step"]!["plugin"]!["id"]!));
        Assert.Equal(64, ((string)trace["image"]!["sha256"]!).Length);
        Assert.Equal(64, ((string)row["step"]!["fingerprint"]!).Length);
        Assert.Equal(TestPipelines.Shapes, (string)trace["pipelineText"]!);
        Assert.Contains("has no image 'b.png'", _program.Run("trace", "out", "b.png").Error, StringComparison.Ordinal);
        Assert.Contains("has no observation 'x#1'; it has 'boxes#1', 'colour#1'.", _program.Run("trace", "out", "a b.png", "x#1").Error, StringComparison.Ordinal);
    }

    private CliResult Verify(params IEnumerable<string> more) => _program.Run(["verify", "out", "--plugins", Repository.TestPlugins, .. more]);
}
