using OpenCvSharp;

namespace ImageAnalytics.Acceptance;

/// <summary>A real model that puts transparency on white says of a cut-out what it says of the same picture saved on white.</summary>
public sealed class AlphaTests : IDisposable
{
    private const string Pipeline = """
        name: alpha
        steps:
          - { id: scene, plugin: classifier, model: squeezenet }
        """;

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Run_CardWithABackground_SeesTheCutOutOnIt()
    {
        CliProgram program = new(_workspace);
        SharedFiles.InstallModels(program);
        Directory.CreateDirectory(_workspace["in"]);
        using (Mat picture = new(Repository.Shared("models", "samples", "dog.jpg")), mask = new(picture.Size(), MatType.CV_8UC1, Scalar.All(0)), cut = new(), white = picture.EmptyClone())
        {
            Cv2.Ellipse(mask, new RotatedRect(new Point2f(220, 380), new Size2f(260, 360), 0), Scalar.All(255), -1);
            Cv2.Merge([.. picture.Split(), mask], cut);
            white.SetTo(Scalar.All(255));
            picture.CopyTo(white, mask);
            File.WriteAllBytes(_workspace["in/cut.png"], cut.ToBytes(".png"));
            File.WriteAllBytes(_workspace["in/white.png"], white.ToBytes(".png"));
            using Mat writing = new(100, 200, MatType.CV_8UC4, Scalar.All(0));
            Cv2.PutText(writing, "black", new Point(10, 60), HersheyFonts.HersheySimplex, 1.5, new Scalar(0, 0, 0, 255), 3);
            File.WriteAllBytes(_workspace["in/writing.png"], writing.ToBytes(".png"));
        }

        string pipeline = _workspace.Write("alpha.yaml", Pipeline), card = _workspace["models/squeezenet/model.yaml"];
        CliResult dropped = program.Run("run", pipeline, "--input", "in", "--output", "out");
        File.WriteAllText(card, File.ReadAllText(card).Replace("  resize: stretch\n", "  resize: stretch\n  alpha: white\n", StringComparison.Ordinal));
        CliResult put = program.Run("run", pipeline, "--input", "in", "--output", "out");
        Assert.Equal(3, put.Line.New);
        Assert.Equal(Rows(put, "white.png"), Rows(put, "cut.png"));
        Assert.Equal(Rows(put, "white.png"), Rows(dropped, "white.png"));
        Assert.Equal(["writing.png"], dropped.Csv.Failures.Select(r => r["path"])); // Without its alpha it is of one colour.
        Assert.Empty(put.Csv.Failures);
        Assert.NotEqual(Rows(dropped, "cut.png"), Rows(put, "cut.png"));
    }

    private static IEnumerable<string> Rows(CliResult result, string path)
        => result.Csv.Rows("classifications.csv").Where(r => r["path"] == path).Select(r => $"{r["rank"]} {r["label"]} {r["confidence"]}");
}
