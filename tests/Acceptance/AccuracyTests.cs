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

    /// <summary>Two detectors, and what combining steps make of them. No option was chosen on these pictures; docs/accuracy.md says how they were.</summary>
    [Fact]
    public void CombiningSteps_CocoPhotographs_ReachTheStatedFigures()
    {
        const string First = "fastestdet", Second = "nanodet-m";
        (string Id, string Way, string Row)[] fused =
        [
            ("wbf", "combine: weighted-boxes", "weighted-boxes"),
            ("wbf-published", "combine: weighted-boxes, options: { weights: { first: 13.0, second: 23.5 } }", "weighted-boxes by published AP"),
            ("soft", "combine: soft-nms", "soft-nms"),
            ("hard", "combine: nms", "nms"),
            ("vote", "combine: vote", "vote"),
        ];
        CsvFolder csv = RunSteps(
        [
            $"{{ id: first, plugin: single-shot-detector, model: {First}, {Options} }}",
            $"{{ id: second, plugin: single-shot-detector, model: {Second}, {Options} }}",
            .. fused.Select(f => $"{{ id: {f.Id}, {f.Way}, of: [first, second] }}"),
        ]);
        IReadOnlyList<TruthObject> truth = CocoTruth.Boxes();
        (string Row, CocoAccuracy Accuracy)[] seen =
        [
            (First, Accuracy("first")),
            (Second, Accuracy("second")),
            .. fused.Select(f => ($"{First} + {Second}, {f.Row}", Accuracy(f.Id))),
        ];
        seen.ToList().ForEach(s => output.WriteLine(AccuracyPage.Row(s.Row, OverlapKind.Boxes, s.Accuracy)));
        Assert.All(seen, s => AccuracyPage.AssertStates(s.Row, OverlapKind.Boxes, s.Accuracy));

        // Both models name the classes alike, so the names of one do for all.
        CocoAccuracy Accuracy(string step) => CocoEvaluation.Evaluate(truth, Detections(csv, "detections.csv", First, step), OverlapKind.Boxes);
    }

    private void AssertStates(string model, OverlapKind kind, IReadOnlyList<TruthObject> truth, IReadOnlyList<DetectedObject> found)
    {
        CocoAccuracy accuracy = CocoEvaluation.Evaluate(truth, found, kind);
        output.WriteLine(AccuracyPage.Row(model, kind, accuracy));
        AccuracyPage.AssertStates(model, kind, accuracy);
    }

    private CsvFolder Run(string plugin, string model) => RunSteps([$"{{ id: found, plugin: {plugin}, model: {model}, {Options} }}"]);

    private CsvFolder RunSteps(IEnumerable<string> steps)
    {
        CliProgram program = new(_workspace);
        SharedFiles.InstallModels(program);
        int count = SharedFiles.Unpack(_workspace["in"], ["data", "coco-val50", "coco-val50.zip"]);
        string pipeline = _workspace.Write("accuracy.yaml", "name: accuracy\nsteps:\n" + string.Concat(steps.Select(s => $"  - {s}\n")));
        CliResult result = program.Run("run", pipeline, "--input", "in", "--output", "out");
        Assert.Equal((count, 0), (result.Line.Images, result.Line.Failed));
        return result.Csv;
    }

    // By number: names of classes are spelt differently from model to model (tv, tvmonitor).
    private IReadOnlyList<DetectedObject> Detections(CsvFolder csv, string file, string model, string step = "found")
    {
        string[] labels = File.ReadAllLines(_workspace[$"models/{model}/coco.names"]);
        Assert.Equal(CocoClasses.Count, labels.Length);
        Dictionary<string, CsvRow> images = csv.Images.ToDictionary(r => r["path"]);
        return
        [
            .. csv.Rows(file).Where(r => r["step"] == step).Select(r => new DetectedObject
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
