using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Parameters of <c>boxes-scores-labels</c>: networks that choose the boxes themselves.</summary>
public sealed record BoxesScoresLabelsParameters : DecoderParameters
{
    /// <summary>The output with the boxes, [N, boxes, 4] or [boxes, 4].</summary>
    public string Boxes { get; init; } = "";

    /// <summary>The output with the confidences, [N, boxes] or [boxes].</summary>
    public string Scores { get; init; } = "";

    /// <summary>The output with the class numbers, [N, boxes] or [boxes].</summary>
    public string Labels { get; init; } = "";

    /// <summary>What the four numbers of a box are.</summary>
    public BoxForm Form { get; init; }

    /// <summary>Whether boxes are fractions of the picture; otherwise pixels of the prepared picture.</summary>
    public bool Fractions { get; init; }

    /// <summary>The network's number for the first label; 1 where 0 is the background.</summary>
    public int FirstLabel { get; init; }

    /// <summary>Whether overlapping boxes must still be dropped.</summary>
    public bool Nms { get; init; }

    /// <summary>Whether things of classes beyond the last label are left out, as "no object" of networks with one class more; otherwise they are an error.</summary>
    public bool DropOthers { get; init; }

    internal static BoxesScoresLabelsParameters Read(YamlMap map) => new()
    {
        Boxes = map.Text("boxes"),
        Scores = map.Text("scores"),
        Labels = map.Text("labels"),
        Form = map.Choice<BoxForm>("form", BoxWords.Forms, BoxForm.Xyxy),
        Fractions = map.Choice<bool>("unit", BoxWords.Units),
        FirstLabel = (int)map.Whole("firstLabel", 0, 1000, 0),
        Nms = map.Flag("nms", false),
        DropOthers = map.Flag("dropOthers", false),
    };
}
