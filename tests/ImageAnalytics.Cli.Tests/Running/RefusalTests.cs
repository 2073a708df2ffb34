namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>Bad input: a clear error, exit code 2, and nothing half-written.</summary>
public sealed class RefusalTests : IDisposable
{
    private const string WithModel = """
        name: wrong
        steps:
          - { id: kind, plugin: classifier, model: MODEL }
        """;

    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public RefusalTests()
    {
        _program = new CliProgram(_workspace);
        DrawnPictures.DrawOne(_workspace["in/one.png"]);
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Conditions_ThatNoLabelOfTheModelMeets_AreTold()
    {
        string pipeline = _workspace.Write("parts.yaml", """
            name: parts
            steps:
              - { id: parts, plugin: single-shot-detector, model: parts-single-shot }
              - { id: kind, plugin: classifier, model: parts-kind, on: parts, where: "label = 'Bolt'" }
              - { id: known, plugin: classifier, model: parts-kind, on: parts, where: "label in ('Bolt', 'nut') and confidence > 0.5" }
            alerts:
              - { id: rust, on: kind, where: "label = 'rust'", above: 0 }
            """);
        DrawnPictures.DrawOne(_workspace["in/a.png"]);
        CliResult plan = _program.Run("plan", pipeline, "--input", _workspace["in"], "--output", _workspace["out"]).AssertExit(0);
        Assert.Contains("Step 'kind' may find nothing to look at: its 'where' asks for 'Bolt', and 'parts-single-shot' knows washer, nut, gear, bolt, bearing, spring. Did you mean 'bolt'?", plan.Error, StringComparison.Ordinal);
        Assert.Contains("Alert 'rust' may find nothing to count: its 'where' asks for 'rust', and 'parts-kind' knows bearing, bearing-defective", plan.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("'known'", plan.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_Missing_IsRefused()
    {
        Scan(TestPipelines.Shapes, "nowhere").AssertRefused($"The input folder 'nowhere' does not exist (looked for '{_workspace["nowhere"]}').");
        AssertNothingWritten();
    }

    [Fact]
    public void Input_File_IsRefused()
    {
        Scan(TestPipelines.Shapes, "in/one.png").AssertRefused("The input 'in/one.png' is a file; expected a folder of pictures.");
        AssertNothingWritten();
    }

    [Fact]
    public void Input_Empty_IsRefused()
    {
        Directory.CreateDirectory(_workspace["empty/deeper"]);
        _workspace.Write("empty/note.txt", "No picture.");
        Scan(TestPipelines.Shapes, "empty").AssertRefused($"No picture was found in '{_workspace["empty"]}'.");
        AssertNothingWritten();
    }

    [Fact]
    public void Input_Unreadable_IsRefused()
    {
        CliProgram program = new(_workspace) { Prefix = AsNobody() };
        File.SetUnixFileMode(_workspace["in"], UnixFileMode.None);
        program.Scan(Pipeline(TestPipelines.Shapes), _workspace["in"], "out").AssertRefused(_workspace["in"], "Permission denied");
        AssertNothingWritten();
    }

    [Fact]
    public void Output_NotWritable_IsRefused()
    {
        CliProgram program = new(_workspace) { Prefix = AsNobody() };
        Directory.CreateDirectory(_workspace["closed"]);
        File.SetUnixFileMode(_workspace["closed"], UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        program.Scan(Pipeline(TestPipelines.Shapes), "in", "closed/out").AssertRefused(_workspace["closed/out"]);
        program.Scan(Pipeline(TestPipelines.Shapes), "in", "closed").AssertRefused(_workspace["closed"]);
        Assert.Empty(_workspace.Files("closed"));
    }

    [Theory]
    [InlineData("in/one.png")]
    [InlineData("in/one.png/deeper")]
    [InlineData("/proc/nowhere")]
    public void Output_NoFolderCanBeThere_IsRefused(string output)
        => _program.Scan(Pipeline(TestPipelines.Shapes), "in", output).AssertRefused(output);

    [Fact]
    public void CommandLine_Wrong_IsRefusedWithEveryProblem()
    {
        _program.Run("run", "x.yaml").AssertRefused("--input");
        _program.Run("run", "x.yaml", "--input", "in", "--nonsense").AssertRefused("--nonsense");
        _program.Run("nonsense").AssertRefused("nonsense");
        _program.Run("run", "missing.yaml", "--input", "nowhere", "--lanes", "0", "--chunk", "0", "--limit", "0", "--timeout", "-1", "--output", "out")
            .AssertRefused("missing.yaml", "'nowhere'", "--lanes is 0", "--chunk is 0", "--limit is 0", "--timeout");
        _program.Scan(Pipeline(TestPipelines.Shapes), "in", "out", "--set", "nobody.contrast=3", "--set", "boxes.contrast=300", "--set", "boxes")
            .AssertRefused("nobody", "boxes.contrast", "--set boxes");
        AssertNothingWritten();
    }

    [Fact]
    public void Pipeline_ManyMistakes_TellsAllAtOnceWithPlaceAndNearestName()
    {
        const string pipeline = """
            name: wrong
            problm: What?
            steps:
              - { id: boxes, plugin: shaped }
              - { id: boxes, plugin: shapes, options: { contrast: 999, colour: red } }
              - { id: first, plugin: shapes, on: second }
              - { id: second, plugin: shapes, on: first }
              - { id: third, plugin: shapes, on: boxes, where: confidense > 0.5 }
              - { id: fourth, plugin: shapes, on: boxes, where: label in ('a' }
              - { id: fifth, plugin: classifier, model: squeeznet }
            """;
        CliResult result = Scan(pipeline, "in");
        result.AssertRefused(
            "2:1: 'problm'", "'problem'", "'shaped'", "'shapes'", "contrast", "999", "'colour'", "confidense", "'confidence'", "squeeznet", "squeezenet",
            "boxes", "second");
        Assert.All((string[])[":2:", ":4:", ":5:", ":8:", ":9:", ":10:"], line => Assert.Contains("wrong.yaml" + line, result.Error, StringComparison.Ordinal));
        AssertNothingWritten();
    }

    [Theory]
    [InlineData("", "wrong.yaml:1:1: The file is empty.")]
    [InlineData("name: wrong", "The pipeline has no steps.")]
    [InlineData("name: [", "no valid YAML")]
    [InlineData("\0\u0001\u0002", "wrong.yaml")]
    [InlineData("- a\n- b", "wrong.yaml:1:1")]
    public void Pipeline_NoPipeline_IsRefused(string text, string expected) => Scan(text, "in").AssertRefused(expected);

    [Fact]
    public void Steps_Cycle_NamesItsSteps()
    {
        Scan("""
            name: round
            steps:
              - { id: a, plugin: shapes, on: b }
              - { id: b, plugin: shapes, on: c }
              - { id: c, plugin: shapes, on: a }
            """, "in").AssertRefused("'a'", "'b'", "'c'", "wrong.yaml:3:");
        AssertNothingWritten();
    }

    [Fact]
    public void Model_NotInstalled_SaysHowToGetIt()
    {
        Scan(WithModel.Replace("MODEL", "squeezenet", StringComparison.Ordinal), "in").AssertRefused("not installed", "models install squeezenet");
        AssertNothingWritten();
    }

    [Fact]
    public void Model_FileWithAnotherHash_IsRefused()
    {
        TestModels.Install(_workspace, "garbage", [1, 2, 3]);
        File.WriteAllBytes(_workspace["models/garbage/model.onnx"], [1, 2, 4]);
        Scan(WithModel.Replace("MODEL", "garbage", StringComparison.Ordinal), "in").AssertRefused("'garbage'", "model.onnx", "sha256");
        AssertNothingWritten();
    }

    [Fact]
    public void Model_FileMissing_IsRefused()
    {
        TestModels.Install(_workspace, "garbage", [1, 2, 3]);
        File.Delete(_workspace["models/garbage/model.onnx"]);
        Scan(WithModel.Replace("MODEL", "garbage", StringComparison.Ordinal), "in").AssertRefused("'garbage'", "model.onnx");
        AssertNothingWritten();
    }

    [Fact]
    public void Model_OnnxThatIsNone_IsRefused()
    {
        TestModels.Install(_workspace, "garbage", [.. "This is no network."u8]);
        Scan(WithModel.Replace("MODEL", "garbage", StringComparison.Ordinal), "in").AssertRefused("'garbage'", "model.onnx");
        AssertNoResults();
    }

    [Fact]
    public void Model_InputDoesNotFitItsCard_IsRefused()
    {
        _program.Run("models", "install", "squeezenet", "--from", Repository.Shared("models")).AssertExit(0);
        string card = _workspace["models/squeezenet/model.yaml"];
        File.WriteAllText(card, File.ReadAllText(card).Replace("width: 224", "width: 225", StringComparison.Ordinal));
        Scan(WithModel.Replace("MODEL", "squeezenet", StringComparison.Ordinal), "in").AssertRefused("'squeezenet'", "225", "224");
        AssertNoResults();
    }

    private CliResult Scan(string pipeline, string input) => _program.Scan(Pipeline(pipeline), input, "out");

    private string Pipeline(string text) => _workspace.Write("wrong.yaml", text);

    private void AssertNothingWritten() => Assert.False(Path.Exists(_workspace["out"]));

    // Found only when the worker opened the model: the output folder is there by then, but holds no result.
    private void AssertNoResults()
        => Assert.DoesNotContain(_workspace.Files("out"), f => f.Contains("runs/", StringComparison.Ordinal) || f.EndsWith(".parquet", StringComparison.Ordinal));

    // Root may read and write everything, so the program runs as somebody who may not.
    private string[] AsNobody()
    {
        if (Environment.UserName != "root")
        {
            return [];
        }

        using System.Diagnostics.Process open = System.Diagnostics.Process.Start("chmod", ["-R", "a+rwX", _workspace.Folder]);
        open.WaitForExit();
        string[] prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
        using System.Diagnostics.Process probe = System.Diagnostics.Process.Start(prefix[0], [.. prefix[1..], "test", "-x", Repository.Program]);
        probe.WaitForExit();
        Assert.SkipUnless(probe.ExitCode == 0, "Root reads and writes everywhere, and another user cannot reach the program.");
        return prefix;
    }
}
