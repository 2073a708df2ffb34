namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>What a fixed camera shows in every picture, through the real program.</summary>
public sealed class RepeatTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public RepeatTests()
    {
        _program = new CliProgram(_workspace);
        for (int i = 0; i < 5; i++)
        {
            // The same red thing at one place, on a ground that is another each time.
            DrawnPictures.DrawOne(_workspace[$"in/yard/{i}.bmp"], seed: i);
        }
    }

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("{ minImages: 5 }", "yard,boxes,red,30.0,20.0,40.0,50.0,5,yard/0.bmp,yard/4.bmp,0\r\n", 10)]
    [InlineData("{ minImages: 5, suppress: true }", "yard,boxes,red,30.0,20.0,40.0,50.0,5,yard/0.bmp,yard/4.bmp,5\r\n", 0)]
    [InlineData("{ minImages: 6, suppress: true }", "", 10)]
    public void Run_Repeats_AreListedAndLeftOutWhereThePipelineSaysSo(string repeats, string listed, int observations)
    {
        CliResult result = Scan(repeats), again = Scan(repeats);
        Assert.Equal("folder,step,label,x,y,width,height,images,first,last,suppressed\r\n" + listed, List(result));
        Assert.Equal((observations, 0), (result.Line.Observations, result.Line.Failed));
        Assert.Equal((List(result), result.Line.Observations, 0), (List(again), again.Line.Observations, again.Line.New));
    }

    [Fact]
    public void Verify_KnowsWhatWasLeftOut_AndCompareSaysWhatIsGone()
    {
        const string Repeats = "{ minImages: 6, suppress: true }";
        Scan(Repeats);
        DrawnPictures.DrawOne(_workspace["in/yard/5.bmp"], seed: 5);
        CliResult night = Scan(Repeats);
        Assert.Equal(0, night.Line.Observations);

        Assert.EndsWith("computed again: 6 as recorded, 0 not; 0 left out.", _program.Run("verify", "out", "--plugins", Repository.TestPlugins).AssertExit(0).Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("\"gone\": 5", _program.Run("compare", "out/shapes", "--json").AssertExit(0).Output, StringComparison.Ordinal);
    }

    private static string List(CliResult result) => File.ReadAllText(Path.Combine(result.Line.Output, "csv", "repeats.csv"));

    private CliResult Scan(string repeats)
        => _program.Scan(_workspace.Write("pipeline.yaml", TestPipelines.Shapes + $"\nrepeats: {repeats}\n"), "in", "out").AssertExit(0);
}
