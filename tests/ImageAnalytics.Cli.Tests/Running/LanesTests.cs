namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>A row does not depend on company: lanes, chunks and processes change no byte of the results.</summary>
public sealed class LanesTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Run_AnyLanesChunkAndProcess_GivesTheSameBytes()
    {
        CliProgram program = new(_workspace);
        DrawnPictures.Draw(_workspace["in"], 60);
        string pipeline = _workspace.Write("shapes.yaml", TestPipelines.Shapes);
        CsvFolder expected = program.Scan(pipeline, "in", "out").Csv;
        foreach ((string lanes, string chunk, string[] more) in ((string, string, string[])[])[("1", "1", []), ("1", "16", ["--in-process"]), ("2", "1", ["--in-process"]), ("2", "16", [])])
        {
            string output = $"out-{lanes}-{chunk}-{more.Length}";
            CliResult result = program.Scan(pipeline, "in", output, ["--lanes", lanes, "--chunk", chunk, .. more]);
            Assert.Equal(60, result.Line.New);
            expected.AssertEquals(result.Csv, $"with {lanes} lane(s), chunk {chunk} {string.Join(' ', more)}");
        }
    }
}
