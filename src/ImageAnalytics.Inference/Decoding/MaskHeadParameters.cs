using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Parameters <c>mask</c> of networks in parts: which part of each box belongs to the object.</summary>
public sealed record MaskHeadParameters
{
    /// <summary>Its inputs.</summary>
    public RegionHeadParameters Inputs { get; init; } = new("", "", null);

    /// <summary>
    /// The output with a soft mask for each class, [regions, classes, rows, columns] or with one more for the background; with one plane it is for all.
    /// </summary>
    public string Masks { get; init; } = "";

    /// <summary>Whether the logistic function must still be applied.</summary>
    public bool Sigmoid { get; init; }

    internal static MaskHeadParameters Read(YamlMap map)
    {
        MaskHeadParameters parameters = new()
        {
            Inputs = RegionHeadParameters.Read(map),
            Masks = map.Text("masks"),
            Sigmoid = map.Flag("sigmoid", false),
        };
        map.End();
        return parameters;
    }
}
