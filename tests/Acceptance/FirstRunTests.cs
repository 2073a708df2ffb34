namespace ImageAnalytics.Acceptance;

/// <summary>The first evening: install, run on real photographs, and run again.</summary>
public sealed class FirstRunTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Objects_RealPhotographs_FinishesAddsUpAndIsReused()
    {
        CliProgram program = new(_workspace);
        CliResult installed = SharedFiles.InstallModels(program);
        Assert.All((string[])["squeezenet", "fastestdet", "nanodet-m", "yolo-fastest", "yolo-fastest-xl", "lenet-frozen"], m => Assert.Contains($"{m}: installed in ", installed.Output, StringComparison.Ordinal));
        int count = SharedFiles.Unpack(_workspace["in/coco"], ["data", "coco-val50", "coco-val50.zip"]) + SharedFiles.Unpack(_workspace["in/photos"], ["data", "photos", "photos.zip"]);
        string pipeline = Path.Combine(Repository.Root, "pipelines", "objects.yaml");
        CliResult first = program.Run("run", pipeline, "--input", "in", "--output", "out"), second = program.Run("run", pipeline, "--input", "in", "--output", "out");
        Assert.Equal((count, count, 0), (first.Line.Images, first.Line.New, first.Line.Failed));
        Assert.Equal(first.Line.Observations, first.Csv.Observations.Count);
        Assert.All(first.Csv.Images, r => Assert.Equal("ok", r["status"]));
        Assert.Equal((0, count), (second.Line.New, second.Line.Reused));
        first.Csv.AssertEquals(second.Csv);
        // A figure for a person to read, not a check: machines are shared.
        TestContext.Current.SendDiagnosticMessage($"first {first.Line.Seconds} s, second {second.Line.Seconds} s");
    }
}
