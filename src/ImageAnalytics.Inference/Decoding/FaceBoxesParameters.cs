using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Parameters of <c>face-boxes</c>: detectors that give a box and class scores for each place, with the boxes decoded.</summary>
public sealed record FaceBoxesParameters : DecoderParameters
{
    private const int MostColumns = 100;

    /// <summary>The output with the scores, [N, boxes, classes] or [N, boxes].</summary>
    public string Scores { get; init; } = "";

    /// <summary>The output with the boxes, [N, boxes, 4].</summary>
    public string Boxes { get; init; } = "";

    /// <summary>Which of the scores is that of a face, from 0.</summary>
    public int FaceColumn { get; init; }

    /// <summary>What the four numbers of a box are.</summary>
    public BoxForm Form { get; init; }

    /// <summary>Whether boxes are fractions of the picture; otherwise pixels of the prepared picture.</summary>
    public bool Fractions { get; init; }

    /// <summary>Whether overlapping boxes must still be dropped.</summary>
    public bool Nms { get; init; } = true;

    internal static FaceBoxesParameters Read(YamlMap map) => new()
    {
        Scores = map.Text("scores"),
        Boxes = map.Text("boxes"),
        FaceColumn = (int)map.Whole("faceColumn", 0, MostColumns - 1, 1),
        Form = map.Choice<BoxForm>("form", BoxWords.Forms, BoxForm.Xyxy),
        Fractions = map.Choice<bool>("unit", BoxWords.Units),
        Nms = map.Flag("nms", true),
    };
}
