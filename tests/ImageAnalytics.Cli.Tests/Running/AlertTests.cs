using System.Text.Json.Nodes;

namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>Alerts of a pipeline over nights of drawn pictures whose content is known.</summary>
public sealed class AlertTests : IDisposable
{
    private const string Pipeline = """
        name: shapes
        steps:
          - { id: boxes, plugin: shapes }
          - { id: colour, plugin: shapes, on: boxes, where: area > 1, options: { classify: true } }
        alerts:
          - { id: red-seen, on: colour, where: "label = 'red'", count: images, only: new, above: 0 }
          - { id: growth, on: boxes, where: area > 1, change: 0.5 }
          - { id: broken, count: failures, above: 0 }
        notify: ["./told.sh", "a b; touch hacked"]
        """;

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Nights_WithKnownDifferences_FireExactlyTheirAlerts()
    {
        CliProgram program = new(_workspace);
        string pipeline = _workspace.Write("shapes.yaml", Pipeline);
        Executable("told.sh", "#!/bin/sh\ncat > told.json\nprintf %s \"$1\" > told.argument\n");
        DrawnPictures.DrawOne(_workspace["in/a.png"], seed: 1);
        DrawnPictures.DrawOne(_workspace["in/b.png"], seed: 2);

        CliResult first = program.Scan(pipeline, "in", "out");
        Assert.Equal(4, first.ExitCode);
        Assert.Equal(
            ["red-seen True 2 -", "growth False 2 -", "broken False 0 -"], Outcomes("out/shapes/latest/alerts.json"));
        Assert.Contains("Alert red-seen: 2 new images of 'colour' where label = 'red' (above 0; no last run)", first.Error, StringComparison.Ordinal);
        Assert.Equal("a b; touch hacked", File.ReadAllText(_workspace["told.argument"]));
        Assert.Equal(File.ReadAllText(_workspace["out/shapes/latest/alerts.json"]), File.ReadAllText(_workspace["told.json"]));
        Assert.False(File.Exists(_workspace["hacked"]));

        File.Delete(_workspace["told.json"]);
        CliResult same = program.Scan(pipeline, "in", "out");
        Assert.Equal(0, same.ExitCode);
        Assert.Equal(["red-seen False 0 2", "growth False 2 2", "broken False 0 0"], Outcomes("out/shapes/latest/alerts.json"));
        Assert.False(File.Exists(_workspace["told.json"]));

        DrawnPictures.DrawOne(_workspace["in/c.png"], seed: 3);
        DrawnPictures.DrawOne(_workspace["in/d.png"], seed: 4);
        _workspace.Write("in/e.png", "no picture");
        CliResult grown = program.Scan(pipeline, "in", "out", "--json");
        Assert.Equal(4, grown.ExitCode);
        Assert.Equal(["red-seen True 2 0", "growth True 4 2", "broken True 1 0"], Outcomes("told.json"));
        Assert.Equal(["red-seen colour c.png d.png", "growth boxes a.png b.png c.png d.png", "broken  e.png"], Told("told.json"));
        Assert.Equal(["red-seen", "growth", "broken"], JsonNode.Parse(grown.Output)!["alerts"]!.AsArray().Select(a => (string?)a));
    }

    [Fact]
    public void Notify_RunIsStoppedOnceItIsFinished_IsToldAllTheSame()
    {
        CliProgram program = new(_workspace);
        Executable("told.sh", "#!/bin/sh\nkill -TERM $PPID\nsleep 3\ncat > told.json\n");
        DrawnPictures.DrawOne(_workspace["in/a.png"], seed: 1);

        CliResult stopped = program.Scan(_workspace.Write("shapes.yaml", Pipeline), "in", "out");

        Assert.Equal(4, stopped.ExitCode);
        Assert.Contains("images=1 new=1", stopped.Output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(_workspace["out/shapes/latest/alerts.json"]), File.ReadAllText(_workspace["told.json"]));
    }

    [Fact]
    public void NewImages_ThatSomebodyElseComputed_AreNewsToo_AndFewInARetryAreNone()
    {
        CliProgram program = new(_workspace);
        string watch = _workspace.Write("shapes.yaml", """
            name: watch
            steps:
              - { id: boxes, plugin: shapes }
            alerts:
              - { id: seen, on: boxes, count: images, only: new, above: 0 }
              - { id: silent, only: new, below: 1 }
            """), other = _workspace.Write("other.yaml", "name: other\nsteps:\n  - { id: boxes, plugin: shapes }\n");
        DrawnPictures.DrawOne(_workspace["in/a.png"], seed: 1);
        Assert.Equal(4, program.Scan(watch, "in", "out").ExitCode);

        // As a run that was killed would have left it: computed and stored, and in no finished run of this pipeline.
        DrawnPictures.DrawOne(_workspace["in/b.png"], seed: 2);
        program.Scan(other, "in", "out").AssertExit(0);
        CliResult night = program.Scan(watch, "in", "out");
        Assert.Equal(4, night.ExitCode);
        Assert.Contains("new=0", night.Output, StringComparison.Ordinal);
        Assert.Equal(["seen True 1 1", "silent False 1 1"], Outcomes("out/watch/latest/alerts.json"));

        Assert.Equal(4, program.Scan(watch, "in", "out").ExitCode);
        Assert.Equal(["seen False 0 1", "silent True 0 1"], Outcomes("out/watch/latest/alerts.json"));
        Assert.Equal(0, program.Run("retry", "out/watch", "--plugins", Repository.TestPlugins).ExitCode);
        Assert.Equal(["seen False 0 0", "silent False 0 0"], Outcomes("out/watch/latest/alerts.json"));
    }

    [Fact]
    public void Retry_CallsNotifyOnlyWhereThePipelineFileSaysWhatWasRecorded()
    {
        CliProgram program = new(_workspace);
        string pipeline = _workspace.Write("shapes.yaml", Pipeline);
        Executable("told.sh", "#!/bin/sh\ntouch told\n");
        DrawnPictures.DrawOne(_workspace["in/a.png"], seed: 1);
        _workspace.Write("in/b.png", "no picture");
        program.Scan(pipeline, "in", "out").AssertExit(4);
        File.Delete(_workspace["told"]);

        string[] retry = ["retry", "out/shapes", "--plugins", Repository.TestPlugins];
        Assert.Equal(4, program.Run(retry).ExitCode);
        Assert.True(File.Exists(_workspace["told"]));
        File.Delete(_workspace["told"]);

        string document = Path.Combine(_workspace["out/shapes/latest"], "run.json");
        File.WriteAllText(document, File.ReadAllText(document).Replace("./told.sh", "/bin/touch", StringComparison.Ordinal));
        program.Run(retry).AssertRefused("The recorded pipeline's 'notify' would run '/bin/touch' with your rights, but the pipeline file", "Use --no-notify.");
        File.Delete(pipeline);
        program.Run(retry).AssertRefused("is not there, or says something else now");
        Assert.Equal(4, program.Run([.. retry, "--no-notify"]).ExitCode);
        Assert.False(File.Exists(_workspace["told"]));
    }

    [Fact]
    public void FrontPage_ShowsWhatFired_AndLeadsToThePictures_AlsoWhenItIsMadeAgain()
    {
        CliProgram program = new(_workspace);
        string pipeline = _workspace.Write("shapes.yaml", Pipeline.Replace("notify: [\"./told.sh\", \"a b; touch hacked\"]", "report: { formats: [html, slides, csv] }", StringComparison.Ordinal));
        DrawnPictures.DrawOne(_workspace["in/a.png"], seed: 1);
        _workspace.Write("in/b.png", "no picture");

        program.Scan(pipeline, "in", "out").AssertExit(4);
        string page = Front();
        Assert.Contains("<h2>2 alerts fired</h2>", page, StringComparison.Ordinal);
        Assert.Contains("1 alert held", page, StringComparison.Ordinal);
        Assert.Contains("There was no run before this one to compare with.", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"pictures.html#alert=0\">", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"pictures.html#alert=2\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"trend\"", page, StringComparison.Ordinal);
        Assert.Contains("[{\"alert\":0,\"id\":\"red-seen\",\"pictures\":[0]},{\"alert\":2,\"id\":\"broken\",\"pictures\":[1]}]", File.ReadAllText(_workspace["out/shapes/latest/report/data/alerts-0.js"]), StringComparison.Ordinal);
        Assert.Contains("Alert red-seen: 1 new images of &#x27;colour&#x27; where label = &#x27;red&#x27;; it fires at more than 0.", File.ReadAllText(_workspace["out/shapes/latest/report/slides.html"]), StringComparison.Ordinal);

        program.Run("report", "out", "--output", "again").AssertExit(0);
        Assert.Equal(Section(page, "alerts"), Section(File.ReadAllText(_workspace["again/index.html"]), "alerts"));

        program.Scan(pipeline, "in", "out").AssertExit(4);
        string second = Front();
        program.Scan(pipeline, "in", "out").AssertExit(4);
        string third = Front();
        Assert.Contains("<h2>1 alert fired</h2>", second, StringComparison.Ordinal); // The broken file is no news, but still broken.
        Assert.Contains("<bdi>20", Section(second, "alerts"), StringComparison.Ordinal);
        Assert.NotEqual(Section(second, "alerts"), Section(third, "alerts")); // Linked, but compared with another run.
        Assert.Contains("the last 3", Section(third, "trend"), StringComparison.Ordinal);
    }

    [Fact]
    public void NotifyThatFails_IsToldAndTheRunStays()
    {
        CliProgram program = new(_workspace);
        string pipeline = _workspace.Write("shapes.yaml", Pipeline);
        Executable("told.sh", "#!/bin/sh\necho no mail server >&2\nexit 7\n");
        DrawnPictures.DrawOne(_workspace["in/a.png"]);

        CliResult run = program.Scan(pipeline, "in", "out");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("The command './told.sh' of 'notify' ended with 7 and said: no mail server. The alerts are in '", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_workspace["out/shapes/latest/csv/images.csv"]));
        Assert.Equal(0, program.Scan(pipeline, "in", "out", "--no-notify").ExitCode);
    }

    [Fact]
    public void NotifyThatIsNoProgram_IsRefusedBeforeTheFirstImage()
    {
        string pipeline = _workspace.Write("shapes.yaml", Pipeline);
        _workspace.Write("told.sh", "#!/bin/sh\n");
        DrawnPictures.DrawOne(_workspace["in/a.png"]);

        CliResult run = new CliProgram(_workspace).Scan(pipeline, "in", "out");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'notify' calls './told.sh', which is no file that can be run", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_workspace["out"]));
    }

    private IEnumerable<string> Outcomes(string file)
        => JsonNode.Parse(File.ReadAllText(_workspace[file]))!["alerts"]!.AsArray()
            .Select(a => $"{a!["id"]} {(bool)a["fired"]!} {a["count"]} {a["last"]?.ToString() ?? "-"}");

    private IEnumerable<string> Told(string file)
        => JsonNode.Parse(File.ReadAllText(_workspace[file]))!["alerts"]!.AsArray()
            .Select(a => $"{a!["id"]} {a["on"]} {string.Join(' ', a["images"]!.AsArray())}");

    private string Front() => File.ReadAllText(_workspace["out/shapes/latest/report/index.html"]);

    private static string Section(string page, string id)
    {
        int from = page.IndexOf($"<section id=\"{id}\"", StringComparison.Ordinal);
        return page[from..page.IndexOf("</section>", from, StringComparison.Ordinal)];
    }

    private void Executable(string name, string text)
        => File.SetUnixFileMode(_workspace.Write(name, text), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
