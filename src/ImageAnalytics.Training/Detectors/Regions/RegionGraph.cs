using ImageAnalytics.Training.Detectors.Boxes;
using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Onnx;

namespace ImageAnalytics.Training.Detectors.Regions;

/// <summary>Puts the graph of a detector with proposals together: what <see cref="RegionReader"/> does, in ONNX's operators.</summary>
internal sealed class RegionGraph(OnnxGraph graph, RegionNetworks networks, AnchorGrid anchors, RegionProposalOptions options, int classes)
{
    /// <summary>Names of the outputs.</summary>
    public const string Boxes = "boxes", Scores = "scores", Labels = "labels", Masks = "masks";

    private string _width = "", _height = "", _zero = "";

    /// <summary>The file.</summary>
    /// <param name="inputName">The input's name.</param>
    /// <param name="channels">Channels of the picture.</param>
    public byte[] Write(string inputName, int channels)
    {
        string picture = graph.Input(inputName, 1L, (long)channels, "height", "width");
        string size = graph.Add("Cast", "size", [graph.Add("Shape", "size.whole", [picture])], new() { ["to"] = (long)OnnxType.Real });
        _height = graph.Add("Gather", "size.height", [size, graph.Numbers("size.second", [2], [])]);
        _width = graph.Add("Gather", "size.width", [size, graph.Numbers("size.third", [3], [])]);
        _zero = graph.Weights("zero", [0], []);
        string[] grids = NetworkExport.Write(graph, networks.Features, "features.", picture);
        string grid = grids[^1];
        string proposals = WriteProposals(grid);
        string[] said = NetworkExport.Write(graph, networks.Regions, "regions.", Cut(grid, proposals, RegionNetworks.RegionSide, options.Stride, "regions.cut"));
        string moved = Move(Columns(proposals, "regions"), said[1], DeltaWeights.Proposals, "regions.boxes");
        WriteOutputs(grids[0], moved, graph.Add("Softmax", "regions.confidence", [said[0]], new() { ["axis"] = 1L }));
        return OnnxFile.Write(graph, "region-proposal");
    }

    private string WriteProposals(string grid)
    {
        string[] said = NetworkExport.Write(graph, networks.Proposals, "proposals.", grid);
        string scores = Reshape(ChannelsLast(said[0], "proposals.scores.last"), "proposals.scores", -1);
        string deltas = Reshape(ChannelsLast(said[1], "proposals.deltas.last"), "proposals.deltas", -1, 4);
        string[] best = Best(scores, options.ProposalsBefore, "proposals.best");
        string reference = graph.Add("Gather", "proposals.anchors", [WriteAnchors(said[0]), best[1]]);
        string boxes = Move(
            graph.AddMany("Split", "proposals.anchor", [reference], 4, new() { ["axis"] = 1L }), graph.Add("Gather", "proposals.deltas.best", [deltas, best[1]]), DeltaWeights.Anchors, "proposals.boxes");
        string chosen = Suppress(
            boxes, graph.Add("Unsqueeze", "proposals.nms.scores", [best[0], graph.Numbers("proposals.nms.axes", [0, 1])]), options.ProposalsAfter, options.ProposalNms, null, "proposals.nms");
        return graph.Add("Gather", "proposals.kept", [boxes, Column(chosen, 2, "proposals.nms.place")]);
    }

    // Centre x, centre y, width and height of every anchor, [anchors, 4]; cells are counted by adding up ones.
    private string WriteAnchors(string scores)
    {
        string zeros = graph.Add("ConstantOfShape", "anchors.zeros", [graph.Add("Shape", "anchors.shape", [scores])]);
        string ones = graph.Add("Add", "anchors.ones", [zeros, graph.Weights("anchors.one", [1], [])]);
        string half = graph.Weights("anchors.half", [0.5f], []), stride = graph.Weights("anchors.stride", [anchors.Stride], []);
        long count = anchors.Sizes.Count;
        string widths = graph.Weights("anchors.widths", [.. anchors.Sizes.Select(s => s.Width)], [1, count, 1, 1]);
        string heights = graph.Weights("anchors.heights", [.. anchors.Sizes.Select(s => s.Height)], [1, count, 1, 1]);
        string all = graph.Add(
            "Concat",
            "anchors.all",
            [Centre("x", 3), Centre("y", 2), graph.Add("Add", "anchors.width", [zeros, widths]), graph.Add("Add", "anchors.height", [zeros, heights])],
            new() { ["axis"] = 1L });
        string byCell = Reshape(ChannelsLast(all, "anchors.last"), "anchors.cells", -1, 4, count);
        return Reshape(graph.Add("Transpose", "anchors.turned", [byCell], new() { ["perm"] = (long[])[0, 2, 1] }), "anchors", -1, 4);

        string Centre(string axis, long dimension)
        {
            string number = graph.Add("CumSum", $"anchors.{axis}.count", [ones, graph.Numbers($"anchors.{axis}.axis", [dimension], [])]);
            return graph.Add("Mul", $"anchors.{axis}", [graph.Add("Sub", $"anchors.{axis}.cell", [number, half]), stride]);
        }
    }

    // Centre x, centre y, width and height of boxes that are given by their edges.
    private string[] Columns(string boxes, string name)
    {
        string[] edges = graph.AddMany("Split", $"{name}.edges", [boxes], 4, new() { ["axis"] = 1L });
        string half = graph.Weights($"{name}.half", [0.5f], []);
        string width = graph.Add("Sub", $"{name}.width", [edges[2], edges[0]]), height = graph.Add("Sub", $"{name}.height", [edges[3], edges[1]]);
        return
        [
            graph.Add("Add", $"{name}.x", [edges[0], graph.Add("Mul", $"{name}.halfWidth", [width, half])]),
            graph.Add("Add", $"{name}.y", [edges[1], graph.Add("Mul", $"{name}.halfHeight", [height, half])]),
            width,
            height,
        ];
    }

    // Boxes moved by deltas and cut to the picture, [boxes, 4], by their edges.
    private string Move(string[] from, string deltas, DeltaWeights weights, string name)
    {
        string factors = graph.Weights($"{name}.factors", [weights.Shift, weights.Shift, weights.Growth, weights.Growth], [1, 4]);
        string[] delta = graph.AddMany("Split", $"{name}.delta", [graph.Add("Div", $"{name}.weighted", [deltas, factors])], 4, new() { ["axis"] = 1L });
        string most = graph.Weights($"{name}.most", [BoxDelta.MostGrowth], []), half = graph.Weights($"{name}.half", [0.5f], []);
        List<string> lower = [], upper = [];
        foreach ((int axis, string limit) in new[] { (0, _width), (1, _height) })
        {
            string centre = graph.Add("Add", $"{name}.centre{axis}", [from[axis], graph.Add("Mul", $"{name}.shift{axis}", [delta[axis], from[axis + 2]])]);
            string growth = graph.Add("Exp", $"{name}.growth{axis}", [graph.Add("Min", $"{name}.limited{axis}", [delta[axis + 2], most])]);
            string reach = graph.Add("Mul", $"{name}.reach{axis}", [graph.Add("Mul", $"{name}.size{axis}", [growth, from[axis + 2]]), half]);
            lower.Add(graph.Add("Clip", $"{name}.lower{axis}", [graph.Add("Sub", $"{name}.before{axis}", [centre, reach]), _zero, limit]));
            upper.Add(graph.Add("Clip", $"{name}.upper{axis}", [graph.Add("Add", $"{name}.after{axis}", [centre, reach]), _zero, limit]));
        }

        return graph.Add("Concat", name, [.. lower, .. upper], new() { ["axis"] = 1L });
    }

    private void WriteOutputs(string grid, string boxes, string confidences)
    {
        string known = graph.Add("Slice", "known", [confidences, graph.Numbers("known.from", [0]), graph.Numbers("known.to", [classes]), graph.Numbers("known.axis", [1])]);
        string byClass = graph.Add("Transpose", "byClass", [known], new() { ["perm"] = (long[])[1, 0] });
        string scores = graph.Add("Unsqueeze", "nms.scores", [byClass, graph.Numbers("nms.axes", [0])]);
        string chosen = Suppress(boxes, scores, options.MaxDetections, options.NmsThreshold, options.LeastConfidence, "nms");
        string places = graph.Add("Slice", "chosen.places", [chosen, graph.Numbers("chosen.from", [1]), graph.Numbers("chosen.to", [3]), graph.Numbers("chosen.axis", [1])]);
        string[] best = Best(graph.Add("GatherND", "chosen.confidence", [byClass, places]), options.MaxDetections, "best");
        string rows = graph.Add("Gather", "best.rows", [chosen, best[1]]);
        string labels = Column(rows, 1, "best.label"), found = graph.Add("Gather", "best.boxes", [boxes, Column(rows, 2, "best.place")]);
        graph.Output(found, Boxes, OnnxType.Real, "objects", 4L);
        graph.Output(best[0], Scores, OnnxType.Real, "objects");
        graph.Output(labels, Labels, OnnxType.Whole, "objects");
        if (networks.Masks is { } masks)
        {
            string soft = graph.Add("Sigmoid", "masks.soft", [NetworkExport.Write(graph, masks, "masks.", Cut(grid, found, RegionNetworks.MaskInputSide, options.MaskStride, "masks.cut"))[0]]);
            graph.Output(options.Masks!.ByClass ? OfClass(soft, labels) : soft, Masks, OnnxType.Real, "objects", 1L, (long)MaskOptions.Side, (long)MaskOptions.Side);
        }
    }

    // Of the masks of all classes that of each box's own.
    private string OfClass(string soft, string labels)
    {
        string column = graph.Add("Unsqueeze", "masks.labels", [labels, graph.Numbers("masks.labels.axes", [1])]);
        string own = graph.Add("GatherND", "masks.own", [soft, column], new() { ["batch_dims"] = 1L });
        return graph.Add("Unsqueeze", "masks.each", [own, graph.Numbers("masks.each.axes", [1])]);
    }

    private string Cut(string grid, string boxes, int side, int stride, string name)
    {
        string count = graph.Add("Slice", $"{name}.count", [graph.Add("Shape", $"{name}.shape", [boxes]), graph.Numbers($"{name}.from", [0]), graph.Numbers($"{name}.to", [1])]);
        string zeros = graph.Add("Expand", $"{name}.picture", [graph.Numbers($"{name}.first", [0], []), count]);
        return graph.Add("RoiAlign", name, [grid, boxes, zeros], new()
        {
            ["output_height"] = (long)side, ["output_width"] = (long)side, ["sampling_ratio"] = (long)RegionAlign.Samples, ["spatial_scale"] = 1f / stride,
            ["mode"] = "avg", ["coordinate_transformation_mode"] = "half_pixel",
        });
    }

    private string Suppress(string boxes, string scores, long most, double threshold, double? least, string name)
    {
        List<string> inputs = [graph.Add("Unsqueeze", $"{name}.boxes", [boxes, graph.Numbers($"{name}.boxes.axes", [0])]), scores, graph.Numbers($"{name}.most", [most]), graph.Weights($"{name}.threshold", [(float)threshold], [1])];
        if (least is { } confidence)
        {
            inputs.Add(graph.Weights($"{name}.least", [(float)confidence], [1]));
        }

        return graph.Add("NonMaxSuppression", name, inputs);
    }

    private string[] Best(string scores, long most, string name)
    {
        string count = graph.Add("Min", $"{name}.count", [graph.Add("Shape", $"{name}.shape", [scores]), graph.Numbers($"{name}.most", [most])]);
        return graph.AddMany("TopK", name, [scores, count], 2, new() { ["axis"] = 0L });
    }

    private string Column(string rows, long column, string name) => graph.Add("Gather", name, [rows, graph.Numbers($"{name}.column", [column], [])], new() { ["axis"] = 1L });

    private string ChannelsLast(string value, string name) => graph.Add("Transpose", name, [value], new() { ["perm"] = (long[])[0, 2, 3, 1] });

    private string Reshape(string value, string name, params long[] shape) => graph.Add("Reshape", name, [value, graph.Numbers($"{name}.as", shape)]);
}
