using System.Text.Json;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Acceptance;

/// <summary>The two-stage model of the catalog finds what is there, with masks that are right in every place where they can be read.</summary>
public sealed class TwoStageTests : IDisposable
{
    private const string Pipeline = """
        name: stages
        steps:
          - { id: masks, plugin: mask-rcnn, model: mask-rcnn-2go }
          - { id: boxes, plugin: region-proposal-detector, model: mask-rcnn-2go }
          - { id: objects, plugin: single-shot-detector, model: fastestdet }
          - { id: parts, plugin: mask-rcnn, model: mask-rcnn-2go, on: objects, where: "label in ('dog', 'giraffe')" }
        """;

    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public TwoStageTests() => _program = new CliProgram(_workspace);

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Run_SamplePictures_FindsEveryObjectWithItsMask()
    {
        CliResult result = Run();
        Dictionary<string, (int Width, int Height)> sizes = result.Csv.Images.ToDictionary(r => r["path"], r => ((int)Number(r, "width"), (int)Number(r, "height")));
        IReadOnlyList<CsvRow> instances = result.Csv.Rows("instances.csv"), detections = result.Csv.Rows("detections.csv");

        foreach ((string path, string label) in new[] { ("dog.jpg", "dog"), ("dog.jpg", "bicycle"), ("dog.jpg", "car"), ("giraffe.jpg", "giraffe"), ("giraffe.jpg", "zebra") })
        {
            CsvRow best = instances.First(r => r["path"] == path && r["step"] == "masks" && r["label"] == label);
            Assert.InRange(Number(best, "confidence"), 0.8, 1.0);
            Assert.InRange(Number(best, "area") / Box(best).Area, 0.2, 0.95);
            double overlap = detections.Where(r => r["path"] == path && r["step"] == "objects" && r["label"] == label).Max(r => Box(r).IoU(Box(best)));
            Assert.InRange(overlap, 0.6, 1.0);
        }

        Assert.All(instances, row =>
        {
            (int width, int height) = sizes[row["path"]];
            RunLengths mask = RunLengths.Parse(width, height, row["mask"]);
            Assert.Equal(Number(row, "area"), mask.Area);
            Assert.Equal(mask.Area, mask.ToPixels().Sum(p => p));
            BoundingBox bounds = mask.Bounds, box = Box(row);
            Assert.True(mask.Area == 0 || (bounds.X + 1 > box.X && bounds.Y + 1 > box.Y && bounds.Right - 1 < box.Right && bounds.Bottom - 1 < box.Bottom), $"{row["label"]}: {bounds} leaves {box}.");
        });
    }

    [Fact]
    public void RegionProposalDetector_OnTheSameModel_GivesTheBoxesOfTheMasks()
    {
        CliResult result = Run();
        string[] columns = ["path", "label", "confidence", "x", "y", "width", "height"];

        string[] masks = [.. result.Csv.Rows("instances.csv").Where(r => r["step"] == "masks").Select(r => string.Join(',', columns.Select(c => r[c])))];
        string[] boxes = [.. result.Csv.Rows("detections.csv").Where(r => r["step"] == "boxes").Select(r => string.Join(',', columns.Select(c => r[c])))];

        Assert.NotEmpty(masks);
        Assert.Equal(masks, boxes);
    }

    [Fact]
    public void MaskRcnn_OnAnotherStepsBoxes_GivesMasksInTheImageThatMeetThoseOfTheWhole()
    {
        CliResult result = Run();
        IReadOnlyList<CsvRow> instances = result.Csv.Rows("instances.csv");

        foreach ((string path, string label, int width, int height) in new[] { ("dog.jpg", "dog", 768, 576), ("giraffe.jpg", "giraffe", 500, 500) })
        {
            RunLengths whole = MaskOf("masks"), part = MaskOf("parts");
            Assert.InRange(whole.IoU(part), 0.75, 1.0);

            RunLengths MaskOf(string step) => RunLengths.Parse(width, height, instances.First(r => r["path"] == path && r["step"] == step && r["label"] == label)["mask"]);
        }

        CsvRow[] observations = [.. result.Csv.Observations.Where(r => r["step"] == "parts")];
        Assert.NotEmpty(observations);
        Assert.All(observations, r => Assert.StartsWith("objects#", r["parent"], StringComparison.Ordinal));
    }

    [Fact]
    public void Coco_OfARunWithMasks_HoldsTheMasksOfTheTable()
    {
        CliResult result = Run();
        _program.Run("export", result.Line.Output, "--format", "coco", "--output", "coco.json").AssertExit(0);

        using JsonDocument coco = JsonDocument.Parse(File.ReadAllBytes(_workspace["coco.json"]));
        RunLengths[] exported =
        [
            .. coco.RootElement.GetProperty("annotations").EnumerateArray().Where(a => a.TryGetProperty("segmentation", out _)).Select(a =>
            {
                JsonElement mask = a.GetProperty("segmentation"), size = mask.GetProperty("size");
                RunLengths runs = RunLengths.Parse(size[1].GetInt32(), size[0].GetInt32(), mask.GetProperty("counts").GetString()!);
                Assert.Equal(a.GetProperty("area").GetInt32(), runs.Area);
                return runs;
            }),
        ];

        IReadOnlyList<CsvRow> rows = result.Csv.Rows("instances.csv");
        Assert.Equal(rows.Select(r => r["area"]), exported.Select(r => $"{r.Area}"));
        Assert.Equal(rows.Select((r, i) => RunLengths.Parse(exported[i].Width, exported[i].Height, r["mask"]).Counts.ToArray()), exported.Select(r => r.Counts.ToArray()));
    }

    [Fact]
    public void Run_OneAndSeveralLanes_GiveTheSameRows()
    {
        CliResult one = Run("--lanes", "1"), two = Run("--lanes", "2", "--output", "other");
        one.Csv.AssertEquals(two.Csv, "with two lanes");
    }

    [Fact]
    public void Verify_TheModel_PassesEveryCheck()
    {
        SharedFiles.InstallModels(_program);
        CliResult result = _program.Run("models", "verify", "mask-rcnn-2go").AssertExit(0);
        Assert.All((string[])["files", "network", "answers", "repeats", "lanes", "batch"], check => Assert.Contains(check, result.Output, StringComparison.Ordinal));
    }

    private CliResult Run(params string[] more)
    {
        if (!Directory.Exists(_workspace["in"]))
        {
            SharedFiles.InstallModels(_program);
            SharedFiles.Samples(_workspace["in"], "dog.jpg", "giraffe.jpg");
        }

        string[] output = more.Contains("--output") ? [] : ["--output", "out"];
        CliResult result = _program.Run(["run", _workspace.Write("stages.yaml", Pipeline), "--input", "in", .. output, .. more]);
        Assert.Equal((2, 0), (result.Line.Images, result.Line.Failed));
        return result;
    }

    private static BoundingBox Box(CsvRow row) => new(Number(row, "x"), Number(row, "y"), Number(row, "width"), Number(row, "height"));

    private static double Number(CsvRow row, string column) => double.Parse(row[column], System.Globalization.CultureInfo.InvariantCulture);
}
