using System.Text.Json;
using OpenCvSharp;

namespace ImageAnalytics.Acceptance;

/// <summary>The style networks of the catalog paint what their publisher's baselines show.</summary>
public sealed class StyleTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public StyleTests() => _program = new CliProgram(_workspace);

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("style-udnie", "baseline-udnie.png", 5.0)]
    [InlineData("style-la-muse", "baseline-la_muse.png", 7.5)]
    [InlineData("style-mosaic", "baseline-Mosaic.png", 11.6)]
    [InlineData("style-candy", "baseline-candy.png", 12.8)]
    public void Style_PublishersPicture_EqualsTheBaseline(string model, string baseline, double tolerance)
    {
        _program.Run("models", "install", model, "--from", Repository.Shared("models")).AssertExit(0);
        Directory.CreateDirectory(_workspace["in"]);
        string original = Repository.Shared("models", "style-fns", "Input.jpg");
        File.Copy(original, _workspace["in/whole.jpg"]);
        using Mat input = Cv2.ImRead(original);
        int side = Math.Min(input.Width, input.Height);
        using Mat square = new(input, new Rect((input.Width - side) / 2, (input.Height - side) / 2, side, side));
        File.WriteAllBytes(_workspace["in/square.png"], square.ToBytes(".png"));
        CliResult result = _program.Scan(_workspace.Write("style.yaml", $"name: style\nsteps:\n  - {{ id: paint, plugin: style, model: {model} }}\n"), "in", "out");
        IReadOnlyList<CsvRow> rows = result.Csv.Rows("pictures.csv");
        Assert.Equal(2, rows.Count);
        using Mat expected = Cv2.ImRead(Repository.Shared("models", "style-fns", baseline));
        Assert.All(rows, row =>
        {
            double difference = Difference(_workspace[$"out/{row["file"]}"], expected);
            TestContext.Current.SendDiagnosticMessage("{0} of {1}: mean absolute difference {2:0.00} of 255", model, row["path"], difference);
            Assert.True(difference <= tolerance, $"{model} of {row["path"]} differs from {baseline} by {difference:0.00} on average; at most {tolerance} is right.");
            Assert.Equal(model, row["style"]);
        });
    }

    [Fact]
    public void Style_ReadyPipeline_PaintsEveryPictureInBothStylesAndReusesThem()
    {
        _program.Run("models", "install", "style-mosaic", "style-udnie", "--from", Repository.Shared("models")).AssertExit(0);
        SharedFiles.Samples(_workspace["in"], "dog.jpg", "giraffe.jpg");
        CliResult first = _program.Run("run", "gallery-style", "--input", "in", "--output", "out"), second = _program.Run("run", "gallery-style", "--input", "in", "--output", "out");
        Assert.Equal(4, first.Csv.Rows("pictures.csv").Count);
        Assert.Empty(first.Csv.Failures);
        Assert.All(first.Csv.Rows("pictures.csv"), r => Assert.EndsWith(".jpg", r["file"], StringComparison.Ordinal));
        MadeFiles.AssertNamed(_workspace["out"], first.Csv);
        Assert.Equal(0, second.Line.New);
        first.Csv.AssertEquals(second.Csv);
    }

    [Fact]
    public void Style_LicenceThatForbidsCommercialUse_IsSaidAtTheStartInTheDocumentOnThePageAndInTheList()
    {
        _program.Run("models", "install", "style-udnie", "--from", Repository.Shared("models")).AssertExit(0);
        string card = _workspace["models/style-udnie/model.yaml"];
        File.WriteAllText(card, File.ReadAllText(card).Replace("licence: MIT", "licence: CC-BY-NC-4.0", StringComparison.Ordinal));
        SharedFiles.Samples(_workspace["in"], "kitten_224.png");
        CliResult result = _program.Scan(_workspace.Write("style.yaml", "name: style\nsteps:\n  - { id: paint, plugin: style, model: style-udnie }\n"), "in", "out");
        const string Warning = "The licence of model 'style-udnie', 'CC-BY-NC-4.0', forbids commercial use.";
        Assert.StartsWith($"note: {Warning}", result.Error, StringComparison.Ordinal);
        using JsonDocument run = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(result.Line.Output, "run.json")));
        Assert.StartsWith(Warning, run.RootElement.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("Not for commercial use.", File.ReadAllText(Path.Combine(result.Line.Output, "report", "index.html")), StringComparison.Ordinal);
        Assert.Contains("CC-BY-NC-4.0 [NON-COMMERCIAL]", _program.Run("models", "list").AssertExit(0).Output, StringComparison.Ordinal);
        Assert.Contains("CC-BY-NC-4.0 [NON-COMMERCIAL]", _program.Run("models", "show", "style-udnie").Output, StringComparison.Ordinal);
    }

    private static double Difference(string file, Mat expected)
    {
        using Mat made = Cv2.ImRead(file), scaled = new(), difference = new();
        Assert.Equal((720, 720), (made.Width, made.Height));
        Cv2.Resize(made, scaled, expected.Size(), 0, 0, InterpolationFlags.Area);
        Cv2.Absdiff(scaled, expected, difference);
        Scalar mean = Cv2.Mean(difference);
        return (mean.Val0 + mean.Val1 + mean.Val2) / 3;
    }
}
