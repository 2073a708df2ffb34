namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>Tables of a pipeline, through the real program.</summary>
public sealed class TableTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public TableTests() => _program = new CliProgram(_workspace);

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Run_Tables_AreWrittenAndOneThatFailsIsToldAlone()
    {
        IReadOnlyList<DrawnPicture> drawn = DrawnPictures.Draw(_workspace["in"], 12);
        CliResult result = Scan("""
            tables:
              - id: colours
                sql: |
                  select label, count(*) as n
                  from detections group by label order by n desc
              - { id: wrong, sql: "select path::int as n from images" }
            """).AssertExit(0);
        string[] rows = File.ReadAllText(Path.Combine(result.Line.Output, "csv", "colours.csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("label,n", rows[0]);
        Assert.Equal(
            drawn.Where(d => d.Colour is not null).GroupBy(d => d.Colour).Select(g => $"{g.Key},{g.Count()}").Order(StringComparer.Ordinal),
            rows[1..].Order(StringComparer.Ordinal));
        Assert.Contains("The run is complete, but its table 'wrong' was not made. Conversion Error", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(result.Line.Output, "csv", "wrong.csv")));
        Assert.Contains("Conversion Error", File.ReadAllText(Path.Combine(result.Line.Output, "run.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WrongQuery_IsRefusedBeforeTheFirstImage()
    {
        DrawnPictures.Draw(_workspace["in"], 1);
        Scan("tables: [ { id: n, sql: select labl from detections } ]").AssertRefused("pipeline.yaml:6:32", "labl", "Did you mean 'label'?");
        Assert.False(Directory.Exists(_workspace["out"]));
    }

    private CliResult Scan(string tables) => _program.Scan(_workspace.Write("pipeline.yaml", TestPipelines.Shapes + "\n" + tables), "in", "out");
}
