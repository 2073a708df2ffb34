using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Parameters of <c>face-five-points</c>: detectors where each place of several grids names a face with five points.</summary>
public sealed record FaceFivePointsParameters : DecoderParameters
{
    private const int MostAnchors = 16, MostLevels = 16;
    private const double SmallestScale = 0.1;

    private static readonly Dictionary<string, FaceBoxForm> s_forms = new()
    {
        ["centre-exp"] = FaceBoxForm.CentreExp,
        ["distances"] = FaceBoxForm.Distances,
    };

    /// <summary>The grids.</summary>
    public IReadOnlyList<FaceLevel> Levels { get; init; } = [];

    /// <summary>Places for each cell of a grid, one after the other.</summary>
    public int Anchors { get; init; } = 1;

    /// <summary>How a box is written.</summary>
    public FaceBoxForm Form { get; init; }

    /// <summary>Whether the logistic function must still be applied to scores and objectness.</summary>
    public bool Sigmoid { get; init; }

    /// <summary>
    /// In which sizes a picture is looked at, as fractions of the size that the card's input prepares; the faces of all are put together.
    /// A detector sees small faces in a large picture and large ones in a small picture. One size alone when there is one number.
    /// </summary>
    public IReadOnlyList<double> Scales { get; init; } = [1];

    internal static FaceFivePointsParameters Read(YamlMap map)
    {
        List<FaceLevel> levels = [];
        IReadOnlyList<YamlNode> nodes = map.List("levels", required: true, MostLevels);
        foreach (YamlNode node in nodes)
        {
            YamlMap level = new(node, "levels", map.Problems);
            levels.Add(new FaceLevel(
                (int)level.Whole("stride", 1, 1024), level.Text("classes"), level.Has("objectness") ? level.Text("objectness") : null, level.Text("boxes"), level.Text("points")));
            level.End();
        }

        if (map.Has("levels") && nodes.Count == 0)
        {
            map.Problems.Add(map.Place("levels"), "'levels' is empty; expected the outputs of each grid, with its stride.");
        }

        IReadOnlyList<double> scales = map.Has("scales") ? map.Numbers("scales", SmallestScale, 1) : [1];
        if (scales.Count == 0 && map.Place("scales").Kind == YamlKind.List && map.Place("scales").Items.Count == 0)
        {
            map.Problems.Add(map.Place("scales"), "'scales' is empty; expected at least one, such as 1. Or leave it away.");
        }

        return new FaceFivePointsParameters
        {
            Levels = levels,
            Anchors = (int)map.Whole("anchors", 1, MostAnchors, 1),
            Form = map.Choice<FaceBoxForm>("form", s_forms, FaceBoxForm.CentreExp),
            Sigmoid = map.Flag("sigmoid", false),
            Scales = scales,
        };
    }
}
