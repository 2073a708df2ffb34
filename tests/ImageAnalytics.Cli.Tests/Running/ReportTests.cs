namespace ImageAnalytics.Cli.Tests.Running;

/// <summary><c>report RUN</c>, and what a run's report says about the run before.</summary>
public sealed class ReportTests : IDisposable
{
    private const string Pipeline = """
        name: shapes
        problem: Which shape is where?
        steps:
          - { id: boxes, plugin: shapes }
        """;

    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public ReportTests() => _program = new CliProgram(_workspace);

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Report_WithOtherSettings_IsMadeWithoutScanning_AndReplacesTheOldOne()
    {
        DrawnPictures.Draw(_workspace["in"], 3);
        CliResult run = Scan();
        string page = Path.Combine(run.Line.Output, "report", "index.html");
        string answer = _program.Run("report", "out", "--title", "For <the> board").AssertExit(0).Output.Trim();
        Assert.Equal(page, answer);
        Assert.Contains("For &lt;the&gt; board", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetDirectories(run.Line.Output), d => d.Contains("report.", StringComparison.Ordinal));
        _program.Run("report", "out", "--output", "elsewhere").AssertExit(0);
        Assert.Contains("Which shape is where?", File.ReadAllText(_workspace["elsewhere/index.html"]), StringComparison.Ordinal);
        _program.Run("report", "out", "--output", "elsewhere", "--max-megabytes", "0").AssertRefused("'--max-megabytes 0'", "something is there already");
    }

    [Fact]
    public void Report_OriginalThatIsGoneOrAnother_HasAPlaceholder()
    {
        DrawnPictures.Draw(_workspace["in"], 3);
        Scan();
        string[] pictures = Directory.GetFiles(_workspace["in"]);
        File.Delete(pictures[0]);
        File.Copy(pictures[2], pictures[1], overwrite: true);
        Directory.Delete(_workspace["out/store/thumbs"], recursive: true);
        _program.Run("report", "out", "--output", "again").AssertExit(0);
        Assert.Single(Directory.GetFiles(_workspace["again/thumbs"]));
        Assert.Equal(3, File.ReadAllText(_workspace["again/index.html"]).Split("it is gone or has changed").Length);
    }

    [Fact]
    public void Run_Again_SaysWhatChangedSinceTheLastRun()
    {
        DrawnPictures.Draw(_workspace["in"], 3);
        Assert.Contains("This is the first finished run", Front(Scan()), StringComparison.Ordinal);
        Assert.Contains("Nothing changed", Front(Scan()), StringComparison.Ordinal);
        DrawnPictures.DrawOne(_workspace["in/new.png"]);
        string third = Front(Scan());
        Assert.Contains("<dt>new images</dt><dd><a href=\"pictures.html#fresh=1\"><data value=\"1\">1</data>", third, StringComparison.Ordinal);
        Assert.Contains("Nothing changed", Front(Scan()), StringComparison.Ordinal);
    }

    private CliResult Scan() => _program.Scan(_workspace.Write("shapes.yaml", Pipeline), "in", "out");

    private static string Front(CliResult run) => File.ReadAllText(Path.Combine(run.Line.Output, "report", "index.html"));
}
