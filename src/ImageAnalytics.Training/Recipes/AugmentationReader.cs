using ImageAnalytics.Inference.Yaml;
using ImageAnalytics.Training.Augmentation;

namespace ImageAnalytics.Training.Recipes;

/// <summary>Reads a recipe's <c>augmentation</c>.</summary>
internal static class AugmentationReader
{
    private static readonly Dictionary<string, AugmentationBorder> s_borders = Enum.GetValues<AugmentationBorder>().ToDictionary(b => b.ToString().ToLowerInvariant());

    public static AugmentationOptions Read(YamlMap map)
    {
        AugmentationOptions standard = new();
        AugmentationOptions options = new()
        {
            FlipHorizontal = map.Number("flipHorizontal", 0, 1, 0),
            FlipVertical = map.Number("flipVertical", 0, 1, 0),
            QuarterTurns = map.Flag("quarterTurns", false),
            Rotation = map.Number("rotation", 0, 180, 0),
            ScaleFrom = map.Number("scaleFrom", 0.05, 20, 1),
            ScaleTo = map.Number("scaleTo", 0.05, 20, 1),
            Stretch = map.Number("stretch", 0, 0.9, 0),
            Shear = map.Number("shear", 0, 1, 0),
            Shift = map.Number("shift", 0, 1, 0),
            Elastic = map.Number("elastic", 0, 0.25, 0),
            ElasticGrid = map.Number("elasticGrid", 0.05, 1, standard.ElasticGrid),
            Brightness = map.Number("brightness", 0, 1, 0),
            Contrast = map.Number("contrast", 0, 1, 0),
            Gamma = map.Number("gamma", 0, 4, 0),
            Saturation = map.Number("saturation", 0, 1, 0),
            Hue = map.Number("hue", 0, 180, 0),
            Noise = map.Number("noise", 0, 128, 0),
            Blur = map.Number("blur", 0, 10, 0),
            Cutouts = (int)map.Whole("cutouts", 0, 64, 0),
            CutoutSide = map.Number("cutoutSide", 0, 1, standard.CutoutSide),
            Occasion = map.Number("occasion", 0, 1, standard.Occasion),
            FinalStrength = map.Number("finalStrength", 0, 1, standard.FinalStrength),
            MinVisible = map.Number("minVisible", 0, 1, standard.MinVisible),
            Border = map.Choice<AugmentationBorder>("border", s_borders, standard.Border),
            Shade = (int)map.Whole("shade", 0, 255, standard.Shade),
        };
        if (options.ScaleTo < options.ScaleFrom)
        {
            map.Problems.Add(map.Place(map.Has("scaleTo") ? "scaleTo" : "scaleFrom"), FormattableString.Invariant($"'scaleTo' is {options.ScaleTo}; expected at least 'scaleFrom', which is {options.ScaleFrom}."));
        }

        if (options.Elastic > options.ElasticGrid / 4)
        {
            map.Problems.Add(map.Place("elastic"), FormattableString.Invariant($"'elastic' is {options.Elastic}; expected at most a quarter of 'elasticGrid', which is {options.ElasticGrid}: pictures would fold."));
        }

        map.End();
        return options;
    }
}
