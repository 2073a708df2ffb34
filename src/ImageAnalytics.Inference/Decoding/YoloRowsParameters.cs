using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Parameters of <c>yolo-rows</c>: boxes that the network has decoded itself, one row each.</summary>
public sealed record YoloRowsParameters : DecoderParameters
{
    private static readonly Dictionary<string, bool> s_units = new() { ["fraction"] = true, ["pixels"] = false };

    /// <summary>The outputs, one after the other; empty for all.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Whether boxes are fractions of the picture; otherwise pixels of the prepared picture.</summary>
    public bool Fractions { get; init; }

    /// <summary>Whether an objectness stands between box and classes.</summary>
    public bool HasObjectness { get; init; } = true;

    /// <summary>Whether the class scores hold the objectness already, as those of Darknet's region layer in OpenCV do.</summary>
    public bool ScoresHoldObjectness { get; init; }

    /// <summary>Whether rows and columns are exchanged: [N, numbers, boxes] in place of [N, boxes, numbers].</summary>
    public bool Transposed { get; init; }

    internal static YoloRowsParameters Read(YamlMap map) => new()
    {
        Outputs = map.Texts("outputs", required: false),
        Fractions = map.Choice<bool>("unit", s_units),
        HasObjectness = map.Flag("objectness", true),
        ScoresHoldObjectness = map.Flag("scoresHoldObjectness", false),
        Transposed = map.Flag("transposed", false),
    };
}
