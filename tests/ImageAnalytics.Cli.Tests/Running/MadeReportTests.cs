namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>The report shows what steps made.</summary>
public sealed class MadeReportTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Run_Report_LinksToEveryMadePictureFromWhereverItIsOpened()
    {
        DrawnPictures.Draw(_workspace["in"], 6);
        CliResult result = new CliProgram(_workspace).Scan(_workspace.Write("paintings.yaml", TestPipelines.Paintings), "in", "out");
        string html = File.ReadAllText(Path.Combine(result.Line.Output, "report", "index.html"));
        string[] links = [.. html.Split("href=\"made/").Skip(1).Select(p => p[..p.IndexOf('"', StringComparison.Ordinal)])];
        Assert.Equal(result.Csv.Rows("pictures.csv").Count, links.Length);
        foreach (string folder in (string[])[Path.Combine(result.Line.Output, "report"), _workspace["out/paintings/latest/report"]])
        {
            Assert.All(links, l => Assert.Equal(MadeFiles.Of(_workspace["out"]).First(f => f.Key.EndsWith(l, StringComparison.Ordinal)).Value, File.ReadAllBytes(Path.Combine(folder, "made", l))));
        }
    }
}
