using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Parameters of <c>yolo-free</c>: detectors without anchors, where each cell of a grid names one box.</summary>
public sealed record YoloFreeParameters : DecoderParameters
{
    private static readonly Dictionary<string, CentreForm> s_centres = new()
    {
        ["linear"] = CentreForm.Linear,
        ["tanh"] = CentreForm.Tanh,
        ["sigmoid"] = CentreForm.Sigmoid,
    };

    private static readonly Dictionary<string, SizeForm> s_sizes = new() { ["sigmoid"] = SizeForm.Sigmoid, ["exp"] = SizeForm.Exp };

    private static readonly Dictionary<string, bool> s_layouts = new() { ["channels-cells"] = true, ["cells-channels"] = false };

    private static readonly Dictionary<string, bool> s_orders = new() { ["objectness-box"] = true, ["box-objectness"] = false };

    /// <summary>The output; null for the only one.</summary>
    public string? Output { get; init; }

    /// <summary>True for [N, 5 + classes, rows, columns]; false for [N, cells, 5 + classes] with the cells of all strides one after the other.</summary>
    public bool ChannelsFirst { get; init; } = true;

    /// <summary>Whether the objectness stands before the box; otherwise after it. The classes always come last.</summary>
    public bool ObjectnessFirst { get; init; } = true;

    /// <summary>How the centre is written.</summary>
    public CentreForm Centre { get; init; }

    /// <summary>How the sides are written.</summary>
    public SizeForm Size { get; init; }

    /// <summary>Confidence = objectness to this power × class score to <see cref="ClassPower"/>.</summary>
    public double ObjectnessPower { get; init; } = 1;

    /// <summary>See <see cref="ObjectnessPower"/>.</summary>
    public double ClassPower { get; init; } = 1;

    /// <summary>Pixels per cell of each grid, in the output's order; empty for one grid over the whole picture.</summary>
    public IReadOnlyList<int> Strides { get; init; } = [];

    internal static YoloFreeParameters Read(YamlMap map)
    {
        YoloFreeParameters parameters = new()
        {
            Output = map.Has("output") ? map.Text("output") : null,
            ChannelsFirst = map.Choice<bool>("layout", s_layouts, true),
            ObjectnessFirst = map.Choice<bool>("order", s_orders, true),
            Centre = map.Choice<CentreForm>("centre", s_centres),
            Size = map.Choice<SizeForm>("size", s_sizes),
            ObjectnessPower = map.Number("objectnessPower", 0, 10, 1),
            ClassPower = map.Number("classPower", 0, 10, 1),
            Strides = [.. map.Numbers("strides", 1, 1024).Select(s => (int)s)],
        };
        if (parameters.ChannelsFirst && parameters.Strides.Count > 1)
        {
            map.Problems.Add(map.Place("strides"), "'strides' has several numbers, but the layout channels-cells has one grid. Leave it away, or use 'layout: cells-channels'.");
        }

        if (!parameters.ChannelsFirst && parameters.Strides.Count == 0)
        {
            map.Problems.Add(map.Place("strides"), "The layout cells-channels needs 'strides', such as [8, 16, 32].");
        }

        return parameters;
    }
}
