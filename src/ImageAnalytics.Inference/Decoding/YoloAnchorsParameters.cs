using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Parameters of <c>yolo-anchors</c>: heads that say, for each cell of a grid and each anchor, how a box differs from the anchor.</summary>
public sealed record YoloAnchorsParameters : DecoderParameters
{
    private const double LeastCentreScale = 1, MostCentreScale = 4;

    private static readonly Dictionary<string, AnchorLayout> s_layouts = new()
    {
        ["channels-cells"] = AnchorLayout.ChannelsCells,
        ["cells-channels"] = AnchorLayout.CellsChannels,
        ["anchors-cells"] = AnchorLayout.AnchorsCells,
    };

    private static readonly Dictionary<string, AnchorSizeForm> s_sizes = new() { ["exp"] = AnchorSizeForm.Exp, ["square"] = AnchorSizeForm.Square };

    private static readonly Dictionary<string, bool> s_classes = new() { ["softmax"] = true, ["sigmoid"] = false };

    private static readonly Dictionary<string, bool> s_units = new() { ["cells"] = true, ["pixels"] = false };

    /// <summary>How the numbers lie.</summary>
    public AnchorLayout Layout { get; init; }

    /// <summary>How sides are written.</summary>
    public AnchorSizeForm Size { get; init; }

    /// <summary>Whether a cell's classes exclude each other (softmax, YOLOv2), or each has a logistic function of its own.</summary>
    public bool Softmax { get; init; }

    /// <summary>
    /// How far a centre reaches: it is this × the logistic function, less what keeps its middle in the cell's. 1 stays inside the cell
    /// (YOLOv2 and v3), 1.05 to 1.2 are YOLOv4's <c>scale_x_y</c>, 2 is YOLOv5's.
    /// </summary>
    public double CentreScale { get; init; } = 1;

    /// <summary>Whether anchors are in cells (YOLOv2); otherwise in pixels of the prepared picture.</summary>
    public bool AnchorsInCells { get; init; }

    /// <summary>The grids.</summary>
    public IReadOnlyList<AnchorLevel> Levels { get; init; } = [];

    internal static YoloAnchorsParameters Read(YamlMap map)
    {
        IReadOnlyList<YamlNode> nodes = map.List("levels", required: true, longest: 16);
        if (map.Has("levels") && nodes.Count == 0)
        {
            map.Problems.Add(map.Place("levels"), "'levels' is empty; expected at least one level with 'anchors'.");
        }

        return new YoloAnchorsParameters
        {
            Layout = map.Choice<AnchorLayout>("layout", s_layouts, AnchorLayout.ChannelsCells),
            Size = map.Choice<AnchorSizeForm>("size", s_sizes),
            Softmax = map.Choice<bool>("classes", s_classes),
            CentreScale = map.Number("centreScale", LeastCentreScale, MostCentreScale, 1),
            AnchorsInCells = map.Choice<bool>("unit", s_units, false),
            Levels = [.. nodes.Select(n => ReadLevel(new YamlMap(n, "levels", map.Problems)))],
        };
    }

    private static AnchorLevel ReadLevel(YamlMap map)
    {
        IReadOnlyList<double> numbers = map.Numbers("anchors", 0.01, 8192);
        if (map.IsMap && (numbers.Count == 0 || numbers.Count % 2 != 0))
        {
            map.Problems.Add(map.Place("anchors"), $"'anchors' has {numbers.Count} numbers; expected a width and a height for each anchor, such as [10, 13, 16, 30, 33, 23].");
            numbers = [];
        }

        AnchorLevel level = new(map.Has("output") ? map.Text("output") : null, [.. numbers.Chunk(2).Select(a => (a[0], a[1]))])
        {
            CentreScale = map.Has("centreScale") ? map.Number("centreScale", LeastCentreScale, MostCentreScale) : null,
        };
        map.End();
        return level;
    }
}
