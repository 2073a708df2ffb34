using System.Globalization;
using ImageAnalytics.Results.Evaluation;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Acceptance;

/// <summary>Detectors of the catalog on COCO's photographs reach the figures that docs/accuracy.md states.</summary>
public sealed class AccuracyTests(ITestOutputHelper output) : IDisposable
{
    // The precision curve's end is made of what a model is hardly sure of.
    private const string Options = "options: { minConfidence: 0.01, maxDetections: 100 }";
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("fastestdet")]
    [InlineData("nanodet-m")]
    [InlineData("yolo-fastest")]
    [InlineData("yolo-fastest-xl")]
    public void SingleShotDetector_CocoPhotographs_ReachesTheStatedFigures(string model)
    {
        CsvFolder csv = Run("single-shot-detector", model);
        AssertStates(model, OverlapKind.Boxes, CocoTruth.Boxes(), Detections(csv, "detections.csv", model));
    }

    [Fact]
    public void RegionProposalDetector_CocoPhotographs_ReachesTheStatedFigures()
    {
        const string Model = "mask-rcnn-2go";
        CsvFolder csv = Run("region-proposal-detector", Model);
        AssertStates(Model, OverlapKind.Boxes, CocoTruth.Boxes(), Detections(csv, "detections.csv", Model));
    }

    [Fact]
    public void MaskRcnn_CocoPhotographs_ReachesTheStatedFigures()
    {
        const string Model = "mask-rcnn-2go";
        CsvFolder csv = Run("mask-rcnn", Model);
        IReadOnlyList<DetectedObject> found = Detections(csv, "instances.csv", Model);
        AssertStates(Model, OverlapKind.Boxes, CocoTruth.Boxes(), found);
        AssertStates(Model, OverlapKind.Masks, CocoTruth.Masks(), found);
    }

    private void AssertStates(string model, OverlapKind kind, IReadOnlyList<TruthObject> truth, IReadOnlyList<DetectedObject> found)
    {
        CocoAccuracy accuracy = CocoEvaluation.Evaluate(truth, found, kind);
        output.WriteLine(AccuracyPage.Row(model, kind, accuracy));
        AccuracyPage.AssertStates(model, kind, accuracy);
    }

    private CsvFolder Run(string plugin, string model)
    {
        CliProgram program = new(_workspace);
        SharedFiles.InstallModels(program);
        int count = SharedFiles.Unpack(_workspace["in"], ["data", "coco-val50", "coco-val50.zip"]);
        string pipeline = _workspace.Write("accuracy.yaml", $"name: accuracy\nsteps:\n  - {{ id: found, plugin: {plugin}, model: {model}, {Options} }}\n");
        CliResult result = program.Run("run", pipeline, "--input", "in", "--output", "out");
        Assert.Equal((count, 0), (result.Line.Images, result.Line.Failed));
        return result.Csv;
    }

    // By number: names of classes are spelt differently from model to model (tv, tvmonitor).
    private IReadOnlyList<DetectedObject> Detections(CsvFolder csv, string file, string model)
    {
        string[] labels = File.ReadAllLines(_workspace[$"models/{model}/coco.names"]);
        Assert.Equal(CocoClasses.Count, labels.Length);
        Dictionary<string, CsvRow> images = csv.Images.ToDictionary(r => r["path"]);
        return
        [
            .. csv.Rows(file).Select(r => new DetectedObject
            {
                Image = Path.GetFileNameWithoutExtension(r["path"]),
                ClassId = Array.IndexOf(labels, r["label"]),
                Confidence = Number(r["confidence"]),
                Box = new BoundingBox(Number(r["x"]), Number(r["y"]), Number(r["width"]), Number(r["height"])),
                Mask = file == "instances.csv" ? MaskOf(r, images[r["path"]]) : null,
            }),
        ];
    }

    private static Mask MaskOf(CsvRow row, CsvRow image)
        => new((int)Number(image["width"]), (int)Number(image["height"]), row["mask"], (int)Number(row["area"]));

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
