namespace ImageAnalytics.Torture.Tests;

/// <summary>A plugin that holds its process, or keeps it from answering, is waited for as long as is said and no longer.</summary>
public sealed class HeldProcessTests(FaultRuns runs) : IClassFixture<FaultRuns>
{
    [Fact]
    public void Run_HoldsItsProcess_CostsThosePictures() => runs.AssertGivenUp(
        "timeout", ["--timeout", "2"], ("deadlock", "longer than 2 s"), ("busy", "longer than 2 s"), ("stop", "longer than 2 s"));

    [Fact]
    public void Run_CutsItsProcessOffBeforeAnotherStep_IsBlamedItself()
    {
        string pipeline = runs.Workspace.Write("first.yaml", TestPipelines.FaultFirst("do: [p003=cut-off]"));
        CsvFolder found = runs.Program.Scan(pipeline, "in", "first", "--timeout", "2").Csv;
        CsvRow failure = Assert.Single(found.Failures);
        Assert.Equal(("p003.tif", "timeout"), (failure["path"], failure["failure"]));
        Assert.StartsWith("Step 'fault': It was given up after two tries", failure["message"], StringComparison.Ordinal);
        Assert.Equal(Boxes(runs.Undisturbed), Boxes(found));
    }

    private static IEnumerable<string> Boxes(CsvFolder found) => found.Observations.Where(r => r["step"] == "boxes").Select(r => r.ToString()!);
}
