using ImageAnalytics.Training.Onnx;

namespace ImageAnalytics.Training.Detectors.Regions;

/// <summary>Writes a detector with proposals as one ONNX graph for one picture of any size.</summary>
internal static class RegionExport
{
    private const string InputName = "picture";

    /// <summary>The file, and how it is read.</summary>
    public static DetectorExport Write(RegionNetworks networks, AnchorGrid anchors, RegionProposalOptions options, int channels, int classes)
    {
        RegionGraph graph = new(new OnnxGraph(), networks, anchors, options, classes);
        byte[] file = graph.Write(InputName, channels);
        Dictionary<string, object> parameters = new() { ["boxes"] = RegionGraph.Boxes, ["scores"] = RegionGraph.Scores, ["labels"] = RegionGraph.Labels, ["firstLabel"] = 0, ["nms"] = false };
        Dictionary<string, object> thresholds = new()
        {
            ["minConfidence"] = options.MinConfidence, ["nmsThreshold"] = options.NmsThreshold, ["maxDetections"] = options.MaxDetections,
        };
        if (options.Masks is { } masks)
        {
            (parameters["masks"], thresholds["maskThreshold"]) = (RegionGraph.Masks, masks.MaskThreshold);
        }

        return new DetectorExport(file, InputName, DynamicBatch: false, new Dictionary<string, object>
        {
            ["decoder"] = options.Masks is null ? "two-stage" : "mask-rcnn", ["parameters"] = parameters, ["thresholds"] = thresholds,
        });
    }
}
