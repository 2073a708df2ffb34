namespace ImageAnalytics.Acceptance;

/// <summary>Real files with several pages and frames, among corrupt ones.</summary>
public sealed class PageTests : IDisposable
{
    private const string Pipeline = """
        name: pages
        images: { include: ["**/*"], exclude: ["index.csv"], pages: all }
        steps:
          - { id: boxes, plugin: shapes }
        """;

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Run_HostileFolder_HasAsManyPagesAsItsIndexSays()
    {
        CliProgram program = new(_workspace);
        string folder = Repository.Shared("data", "hostile");
        string pipeline = _workspace.Write("pages.yaml", Pipeline);
        CliResult result = program.Scan(pipeline, folder, "out");
        ILookup<string, CsvRow> images = result.Csv.Images.ToLookup(r => r["path"].Split('#')[0]);
        List<string[]> index = [.. CsvText.Read("index.csv", File.ReadAllText(Path.Combine(folder, "index.csv")).ReplaceLineEndings("\r\n"))];
        int expected = Array.IndexOf(index[0], "expected"), frames = Array.IndexOf(index[0], "frames_pillow");
        string[] multi = [.. index.Skip(1).Where(r => r[expected] == "multi").Select(r => $"{r[0]} {r[frames]}")];
        Assert.True(multi.Length >= 8);
        Assert.Equal(multi, index.Skip(1).Where(r => r[expected] == "multi").Select(r => $"{r[0]} {images[r[0]].Count()}"));
        Assert.All(multi, m => Assert.All(images[m.Split(' ')[0]], r => Assert.Equal("ok", r["status"])));
        Assert.All(index.Skip(1).Where(r => r[expected] is "decode" or "fail" or "limit"), r => Assert.Single(images[r[0]]));
        CliResult second = program.Scan(pipeline, folder, "out");
        result.Csv.AssertEquals(second.Csv);
        Assert.Equal(0, second.Line.New);
    }
}
