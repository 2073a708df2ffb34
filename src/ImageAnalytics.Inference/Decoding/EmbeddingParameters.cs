using ImageAnalytics.Inference.Yaml;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Parameters of <c>embedding</c>: networks that describe an aligned face by a vector.</summary>
public sealed record EmbeddingParameters : DecoderParameters
{
    /// <summary>The word for pictures that are faces already.</summary>
    public const string NoDetector = "none";

    /// <summary>The most columns and rows of an aligned face.</summary>
    public const int LargestSide = 1024;

    private static readonly Dictionary<string, EmbeddingMetric> s_metrics = new() { ["cosine"] = EmbeddingMetric.Cosine, ["l2"] = EmbeddingMetric.L2 };

    /// <summary>The output with the vector; null for the only one.</summary>
    public string? Output { get; init; }

    /// <summary>How far two vectors are apart.</summary>
    public EmbeddingMetric Metric { get; init; }

    /// <summary>Whether a vector is brought to the length 1 before it is used.</summary>
    public bool Normalise { get; init; } = true;

    /// <summary>Whether the mirrored face is looked at too, and both vectors are added.</summary>
    public bool Mirror { get; init; }

    /// <summary>
    /// The model that finds the faces that it was trained or measured with, <see cref="NoDetector"/> where its pictures are faces already; null
    /// where the card does not say. A suggestion: a pipeline names its own.
    /// </summary>
    public string? Detector { get; init; }

    /// <summary>Columns of the aligned face.</summary>
    public int Width { get; init; }

    /// <summary>Rows of the aligned face.</summary>
    public int Height { get; init; }

    /// <summary>Where the five points of <see cref="FaceDetection.Points"/> come to lie in the aligned face, in its pixels.</summary>
    public IReadOnlyList<ImagePoint> Template { get; init; } = [];

    internal static EmbeddingParameters Read(YamlMap map)
    {
        EmbeddingParameters parameters = new()
        {
            Output = map.Has("output") ? map.Text("output") : null,
            Metric = map.Choice<EmbeddingMetric>("metric", s_metrics),
            Normalise = map.Flag("normalise", true),
            Mirror = map.Flag("mirror", false),
            Detector = map.Has("detector") ? map.Text("detector", longest: 64) : null,
        };
        if (map.Map("alignment", required: true) is not { } alignment)
        {
            return parameters;
        }

        parameters = parameters with
        {
            Width = (int)alignment.Whole("width", 1, LargestSide),
            Height = (int)alignment.Whole("height", 1, LargestSide),
            Template = ReadPoints(alignment),
        };
        alignment.End();
        return parameters;
    }

    private static List<ImagePoint> ReadPoints(YamlMap alignment)
    {
        IReadOnlyList<double> numbers = alignment.Numbers("points", -LargestSide, 2 * LargestSide);
        bool apart = numbers.Count == 2 * FaceDetection.PointCount && (numbers.Where((_, i) => i % 2 == 0).Distinct().Count() > 1 || numbers.Where((_, i) => i % 2 == 1).Distinct().Count() > 1);
        if (alignment.IsMap && !apart)
        {
            alignment.Problems.Add(
                alignment.Place("points"),
                $"'points' has {numbers.Count} numbers; expected ten, of five points that do not fall together: x and y of the two eyes, the tip of the nose and the two corners of the mouth, the left one in the picture first.");
        }

        return [.. numbers.Chunk(2).Where(p => p.Length == 2).Select(p => new ImagePoint(p[0], p[1]))];
    }
}
