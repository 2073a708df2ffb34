using System.Diagnostics;

namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>Any name that Linux allows, and pictures that cameras turned.</summary>
public sealed class NameTests : IDisposable
{
    private static readonly string[] s_names =
    [
        "with space.png", " leading space.png", "ünïcode ✓ 画像.png", "=1+2.png", "-dash.png", "@at.png", "+plus.png", "a\nb.png", "tab\there.png",
        "<img src=x onerror=alert(1)>.png", "a&b\"c'd.png", "comma,semi;colon.png", "back\\slash.png", "\\xff literal.png", "UPPER.PNG",
    ];

    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public NameTests() => _program = new CliProgram(_workspace);

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Run_StrangeNames_AllAreThereAndNothingIsRunByASpreadsheetOrBrowser()
    {
        Prepare();
        CliResult result = Scan("out");
        Assert.Equal(s_names.Length + 1, result.Line.Images);
        Assert.All(result.Csv.Images, r => Assert.Equal("ok", r["status"]));
        Assert.All(result.Csv.Images, r => Assert.False("=+-@\t\r".Contains(r["path"][0], StringComparison.Ordinal), r["path"]));
        Assert.Contains(result.Csv.Images, r => r["path"] == "'=1+2.png");
        Assert.Equal(
            s_names.Select(n => n.Replace("\\xff", "\\x5Cxff", StringComparison.Ordinal)).Append("bad\\xFF\\xFEname.png").Order(StringComparer.Ordinal),
            result.Csv.Images.Select(r => r["path"].TrimStart('\'')).Order(StringComparer.Ordinal));
        string report = File.ReadAllText(Path.Combine(result.Line.Output, "report", "index.html"));
        Assert.DoesNotContain("<img src=x", report, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("onerror=alert(1)", report, StringComparison.Ordinal);
        Assert.Contains("画像", System.Net.WebUtility.HtmlDecode(report), StringComparison.Ordinal);
        Assert.Equal(0, Scan("out").Line.New);
    }

    [Fact]
    public void Run_RawCsv_LeavesTextAsItIs()
    {
        Prepare();
        IReadOnlyList<string> paths = [.. Scan("out", "--raw-csv").Csv.Images.Select(r => r["path"])];
        Assert.Contains("=1+2.png", paths);
        Assert.Contains("-dash.png", paths);
        Assert.DoesNotContain(paths, p => p.StartsWith('\''));
    }

    [Theory]
    [InlineData(1, 30, 20, 40, 50)]
    [InlineData(3, 90, 50, 40, 50)]
    [InlineData(6, 50, 30, 50, 40)]
    [InlineData(8, 20, 90, 50, 40)]
    public void Run_TurnedByTheCamera_ReportsBoxesInTheUprightPicture(int orientation, int x, int y, int width, int height)
    {
        DrawnPictures.DrawOne(_workspace["in/turned.jpg"]);
        OrientedJpeg.Turn(_workspace["in/turned.jpg"], orientation);
        CsvFolder csv = Scan("out").Csv;
        Assert.Equal(orientation < 5 ? ("160", "120") : ("120", "160"), (csv.Images[0]["width"], csv.Images[0]["height"]));
        CsvRow box = Assert.Single(csv.Rows("detections.csv"));
        Assert.Equal("red", box["label"]);
        Assert.All(
            ((string Column, int Expected)[])[("x", x), ("y", y), ("width", width), ("height", height)],
            c => Assert.Equal(c.Expected, double.Parse(box[c.Column], null), 4.0)); // JPEG smears colour by a few pixels.
    }

    private CliResult Scan(string output, params string[] more) => _program.Scan(_workspace.Write("shapes.yaml", TestPipelines.Shapes), "in", output, more);

    private void Prepare()
    {
        for (int i = 0; i < s_names.Length; i++)
        {
            DrawnPictures.DrawOne(_workspace["plain.png"], seed: i);
            File.Move(_workspace["plain.png"], Directory.CreateDirectory(_workspace["in"]).FullName + "/" + s_names[i]);
        }

        // .NET cannot make a name that is no UTF-8.
        DrawnPictures.DrawOne(_workspace["plain.png"], seed: 99);
        using Process move = Process.Start("bash", ["-c", "mv \"$0\" \"$1\"/$'bad\\xff\\xfename.png'", _workspace["plain.png"], _workspace["in"]]);
        move.WaitForExit();
    }
}
