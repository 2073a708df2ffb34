using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Parameters of <c>ssd-priors</c>: networks that say how boxes differ from prior boxes, which follow from a rule.</summary>
public sealed record SsdPriorsParameters : DecoderParameters
{
    private static readonly Dictionary<string, bool> s_backgrounds = new() { ["first"] = true, ["none"] = false };

    private static readonly Dictionary<string, ClassForm> s_classes = new()
    {
        ["softmax"] = ClassForm.Softmax,
        ["sigmoid"] = ClassForm.Sigmoid,
        ["done"] = ClassForm.Done,
    };

    /// <summary>The output with the differences, [N, priors, 4] or [N, priors × 4]: centre x and y, width, height.</summary>
    public string Boxes { get; init; } = "";

    /// <summary>The output with the class scores, [N, priors, classes] or [N, priors × classes].</summary>
    public string Scores { get; init; } = "";

    /// <summary>Whether the first class is the background, which has no label.</summary>
    public bool HasBackground { get; init; } = true;

    /// <summary>How confidences follow from scores.</summary>
    public ClassForm Classes { get; init; }

    /// <summary>Factor of the centre's differences, which are in sides of the prior box.</summary>
    public double CentreVariance { get; init; } = 0.1;

    /// <summary>Factor of the sides' differences, before the exponential.</summary>
    public double SizeVariance { get; init; } = 0.2;

    /// <summary>Whether prior boxes are cut at the picture's edge before boxes are made of them.</summary>
    public bool Clip { get; init; }

    /// <summary>The grids, in the output's order.</summary>
    public IReadOnlyList<PriorLevel> Levels { get; init; } = [];

    internal static SsdPriorsParameters Read(YamlMap map)
    {
        IReadOnlyList<YamlNode> nodes = map.List("levels", required: true, longest: 16);
        if (map.Has("levels") && nodes.Count == 0)
        {
            map.Problems.Add(map.Place("levels"), "'levels' is empty; expected at least one level with 'step' and 'minSizes'.");
        }

        return new SsdPriorsParameters
        {
            Boxes = map.Text("boxes"),
            Scores = map.Text("scores"),
            HasBackground = map.Choice<bool>("background", s_backgrounds, true),
            Classes = map.Choice<ClassForm>("classes", s_classes),
            CentreVariance = map.Number("centreVariance", 1e-6, 100, 0.1),
            SizeVariance = map.Number("sizeVariance", 1e-6, 100, 0.2),
            Clip = map.Flag("clip", false),
            Levels = [.. nodes.Select(n => ReadLevel(new YamlMap(n, "levels", map.Problems)))],
        };
    }

    private static PriorLevel ReadLevel(YamlMap map)
    {
        const double LargestSide = 8192;
        PriorLevel level = new(
            map.Number("step", 1, 1024), map.Numbers("minSizes", 0.01, LargestSide), map.Numbers("maxSizes", 0.01, LargestSide), map.Numbers("ratios", 1.000001, 100));
        if (map.IsMap && level.MinSizes.Count == 0)
        {
            map.Problems.Add(map.Place("minSizes"), "'minSizes' is empty; expected the side of at least one square, in pixels.");
        }

        if (level.MaxSizes.Count != 0 && level.MaxSizes.Count != level.MinSizes.Count)
        {
            map.Problems.Add(map.Place("maxSizes"), $"'maxSizes' has {level.MaxSizes.Count} numbers; expected none, or one for each of the {level.MinSizes.Count} of 'minSizes'.");
            level = level with { MaxSizes = [] };
        }

        map.End();
        return level;
    }
}
