using System.Globalization;
using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Onnx;

namespace ImageAnalytics.Training.Detectors.SingleShot;

/// <summary>
/// Writes a detector in one step as one ONNX graph for any batch and size: rows of boxes and scores for <c>yolo-rows</c>, or with points an output
/// of each kind for each grid for <c>face-five-points</c>.
/// </summary>
internal static class SingleShotExport
{
    private const string InputName = "picture", RowsName = "rows";

    /// <summary>The file, and how it is read.</summary>
    public static DetectorExport Write(SingleShotNetworks networks, SingleShotOptions options, int channels, int classes)
    {
        OnnxGraph graph = new();
        string input = graph.Input(InputName, "batch", (long)channels, "height", "width");
        string[] grids = NetworkExport.Write(graph, networks.Features, "features.", input);
        Dictionary<string, object> output = options.Points ? WriteFaces(graph, networks, options, grids) : WriteRows(graph, networks, options, grids, classes);
        output["thresholds"] = new Dictionary<string, object>
        {
            ["minConfidence"] = options.MinConfidence, ["nmsThreshold"] = options.NmsThreshold, ["maxDetections"] = options.MaxDetections,
        };
        return new DetectorExport(OnnxFile.Write(graph, "single-shot"), InputName, DynamicBatch: true, output);
    }

    private static Dictionary<string, object> WriteRows(OnnxGraph graph, SingleShotNetworks networks, SingleShotOptions options, string[] grids, int classes)
    {
        List<string> levels = [];
        for (int i = 0; i < grids.Length; i++)
        {
            string name = NameOf(options.Strides[i]);
            (string scores, string reach, _) = WriteHead(graph, networks, grids[i], name);
            string[] edges = graph.AddMany("Split", $"{name}.edges", [reach], 4, new() { ["axis"] = 1L });
            string half = graph.Weights($"{name}.half", [0.5f], []);
            string x = Centre(graph, name, "x", 3, edges[0], edges[2], half), y = Centre(graph, name, "y", 2, edges[1], edges[3], half);
            string width = graph.Add("Add", $"{name}.width", [edges[0], edges[2]]), height = graph.Add("Add", $"{name}.height", [edges[1], edges[3]]);
            string boxes = graph.Add("Concat", $"{name}.boxes", [x, y, width, height], new() { ["axis"] = 1L });
            string pixels = graph.Add("Mul", $"{name}.pixels", [boxes, graph.Weights($"{name}.stride", [options.Strides[i]], [])]);
            levels.Add(Rows(graph, $"{name}.rows", graph.Add("Concat", $"{name}.all", [pixels, scores], new() { ["axis"] = 1L }), 4 + classes));
        }

        graph.Output(graph.Add("Concat", "levels", levels, new() { ["axis"] = 1L }), RowsName, OnnxType.Real, "batch", "cells", 4L + classes);
        return new()
        {
            ["decoder"] = "yolo-rows",
            ["parameters"] = new Dictionary<string, object> { ["outputs"] = (string[])[RowsName], ["unit"] = "pixels", ["objectness"] = false },
        };
    }

    private static Dictionary<string, object> WriteFaces(OnnxGraph graph, SingleShotNetworks networks, SingleShotOptions options, string[] grids)
    {
        List<Dictionary<string, object>> levels = [];
        for (int i = 0; i < grids.Length; i++)
        {
            string name = NameOf(options.Strides[i]);
            (string scores, string reach, string? points) = WriteHead(graph, networks, grids[i], name);
            // The decoder counts from the corner of a cell, the network from its centre.
            string corner = graph.Add("Add", $"{name}.corner", [reach, graph.Weights($"{name}.shift", [-0.5f, -0.5f, 0.5f, 0.5f], [1, 4, 1, 1])]);
            string five = graph.Add("Add", $"{name}.five", [points!, graph.Weights($"{name}.half", [0.5f], [])]);
            string suffix = options.Strides[i].ToString(CultureInfo.InvariantCulture);
            graph.Output(Rows(graph, $"{name}.scores", scores, 1), $"scores{suffix}", OnnxType.Real, "batch", $"cells{suffix}", 1L);
            graph.Output(Rows(graph, $"{name}.boxes", corner, 4), $"boxes{suffix}", OnnxType.Real, "batch", $"cells{suffix}", 4L);
            graph.Output(Rows(graph, $"{name}.points", five, 10), $"points{suffix}", OnnxType.Real, "batch", $"cells{suffix}", 10L);
            levels.Add(new() { ["stride"] = options.Strides[i], ["classes"] = $"scores{suffix}", ["boxes"] = $"boxes{suffix}", ["points"] = $"points{suffix}" });
        }

        return new() { ["decoder"] = "face-five-points", ["parameters"] = new Dictionary<string, object> { ["form"] = "distances", ["levels"] = levels } };
    }

    // Scores [N, classes, rows, columns] from 0 to 1, distances to the four sides [N, 4, rows, columns] in strides, and points.
    private static (string Scores, string Reach, string? Points) WriteHead(OnnxGraph graph, SingleShotNetworks networks, string grid, string name)
    {
        string[] parts = NetworkExport.Write(graph, networks.Head, $"{name}.head.", grid);
        string most = graph.Weights($"{name}.most", [(float)SingleShotNetworks.MostReach], []);
        string reach = graph.Add("Exp", $"{name}.reach", [graph.Add("Min", $"{name}.limited", [parts[1], most])]);
        return (graph.Add("Sigmoid", $"{name}.confidence", [parts[0]]), reach, parts.ElementAtOrDefault(2));
    }

    // The centre of each cell plus half of what the box reaches further to one side than to the other. Cells are counted by adding up ones.
    private static string Centre(OnnxGraph graph, string name, string axis, long dimension, string before, string after, string half)
    {
        string zeros = graph.Add("ConstantOfShape", $"{name}.{axis}.zeros", [graph.Add("Shape", $"{name}.{axis}.shape", [before])]);
        string ones = graph.Add("Add", $"{name}.{axis}.ones", [zeros, graph.Weights($"{name}.{axis}.one", [1], [])]);
        string count = graph.Add("CumSum", $"{name}.{axis}.count", [ones, graph.Numbers($"{name}.{axis}.axis", [dimension], [])]);
        string cell = graph.Add("Sub", $"{name}.{axis}.cell", [count, half]);
        string shift = graph.Add("Mul", $"{name}.{axis}.shift", [graph.Add("Sub", $"{name}.{axis}.more", [after, before]), half]);
        return graph.Add("Add", $"{name}.{axis}", [cell, shift]);
    }

    private static string Rows(OnnxGraph graph, string name, string grid, int numbers)
        => graph.Add("Transpose", name, [graph.Add("Reshape", $"{name}.flat", [grid, graph.Numbers($"{name}.shape", [0, numbers, -1])])], new() { ["perm"] = (long[])[0, 2, 1] });

    private static string NameOf(int stride) => string.Create(CultureInfo.InvariantCulture, $"grid{stride}");
}
