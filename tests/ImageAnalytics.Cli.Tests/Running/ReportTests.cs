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
    public void Report_OfARunThatCouldNotListEverything_SaysSo()
    {
        DrawnPictures.Draw(_workspace["in"], 2);
        string page = Path.Combine(Scan().Line.Output, "report", "index.html");
        Assert.DoesNotContain("Not everything was looked at.", File.ReadAllText(page), StringComparison.Ordinal);
        Directory.CreateDirectory(_workspace["elsewhere"]);
        Directory.CreateSymbolicLink(_workspace["in/away"], _workspace["elsewhere"]);

        page = Path.Combine(Scan().Line.Output, "report", "index.html");

        Assert.Contains("<strong>Not everything was looked at.</strong> <bdi>1 link leads out of the input folders and was not followed", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_WithOtherSettings_LastsUntilTheNextRun()
    {
        DrawnPictures.Draw(_workspace["in"], 3);
        Scan();
        _program.Run("report", "out", "--title", "For the board").AssertExit(0);
        Assert.DoesNotContain("For the board", Front(Scan()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run.json")]
    [InlineData("images.parquet")]
    public void Run_AfterTheLastRunWasDamaged_EndsWithAReport(string file)
    {
        DrawnPictures.Draw(_workspace["in"], 3);
        foreach (bool isMore in (bool[])[true, false])
        {
            File.WriteAllText(Path.Combine(Scan().Line.Output, file), "");
            if (isMore)
            {
                DrawnPictures.DrawOne(_workspace["in/more.png"], seed: 77);
            }

            CliResult run = Scan();
            run.AssertExit(0);
            Assert.Contains("<h1>", Front(run), StringComparison.Ordinal);
            Assert.Equal(isMore ? 1 : 0, run.Line.New);
        }
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
        CliResult fourth = Scan();
        Assert.Contains("Nothing changed", Front(fourth), StringComparison.Ordinal);

        string images = Path.Combine(_workspace["out/shapes/latest"], "images.parquet");
        File.Delete(images); // The former run has it under another name.
        File.WriteAllText(images, "damaged");
        DrawnPictures.DrawOne(_workspace["in/newer.png"]);
        Assert.Contains("The last run could not be read, so there is nothing to compare with.", Front(Scan()), StringComparison.Ordinal);
    }

    [Fact]
    public void Nights_AreShownRunByRun_AndALinkedReportLeavesThoseOfTheFormerOne()
    {
        DrawnPictures.Draw(_workspace["in"], 3);
        CliResult first = Scan();
        Assert.DoesNotContain("id=\"trend\"", Front(first), StringComparison.Ordinal);
        DrawnPictures.DrawOne(_workspace["in/new.png"]);
        CliResult second = Scan();
        string before = Front(second), chart = Path.Combine("report", "charts", "trend-images.svg"), drawn = File.ReadAllText(Path.Combine(second.Line.Output, chart));
        Assert.Contains("<small>the last 2</small>", before, StringComparison.Ordinal);
        CliResult third = Scan();
        Assert.Contains("<small>the last 3</small>", Front(third), StringComparison.Ordinal);
        Assert.NotEqual(drawn, File.ReadAllText(Path.Combine(third.Line.Output, chart)));
        Assert.Equal((before, drawn), (Front(second), File.ReadAllText(Path.Combine(second.Line.Output, chart))));

        // Made anew, it says the same of the runs up to its own.
        _program.Run("report", second.Line.Output, "--output", "again").AssertExit(0);
        Assert.Equal(before, File.ReadAllText(_workspace["again/index.html"]));
        Assert.Equal(drawn, File.ReadAllText(_workspace["again/charts/trend-images.svg"]));
    }

    [Fact]
    public void Slides_AreLinkedWhereTheyExist()
    {
        DrawnPictures.Draw(_workspace["in"], 2);
        Assert.DoesNotContain("slides.html", Front(Scan()), StringComparison.Ordinal);
        CliResult run = _program.Scan(_workspace.Write("slides.yaml", Pipeline + "\nreport: { formats: [html, slides, pptx] }\n"), "in", "out");
        string[] both = ["<a href=\"slides.html\">", "<a href=\"summary.pptx\">"];
        Assert.All(both, link => Assert.Contains(link, Front(run), StringComparison.Ordinal));
        Assert.Contains("<a href=\"index.html\">", File.ReadAllText(Path.Combine(run.Line.Output, "report", "slides.html")), StringComparison.Ordinal);
        _program.Run("report", "out", "--title", "again").AssertExit(0);
        Assert.All(both, link => Assert.Contains(link, Front(run), StringComparison.Ordinal));
        _program.Run("report", "out", "--output", "alone").AssertExit(0);
        Assert.DoesNotContain("slides.html", File.ReadAllText(_workspace["alone/index.html"]), StringComparison.Ordinal);
        run = _program.Scan(_workspace.Write("slides.yaml", Pipeline + "\nreport: { formats: [slides] }\n"), "in", "out");
        Assert.DoesNotContain("index.html", File.ReadAllText(Path.Combine(run.Line.Output, "report", "slides.html")), StringComparison.Ordinal);
    }

    private CliResult Scan() => _program.Scan(_workspace.Write("shapes.yaml", Pipeline), "in", "out");

    private static string Front(CliResult run) => File.ReadAllText(Path.Combine(run.Line.Output, "report", "index.html"));
}
