using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Training.Detectors.Features;

/// <summary>Reads the sizes of features from a recipe's <c>network</c>.</summary>
internal static class PyramidReader
{
    private const double Most = 100_000;

    /// <summary>Reads <c>widths</c>, <c>blocks</c> and <c>neck</c>; ranges are checked by <see cref="PyramidOptions.Problems"/>.</summary>
    public static PyramidOptions Read(YamlMap network)
    {
        PyramidOptions standard = new();
        return new PyramidOptions
        {
            Widths = Wholes(network, "widths", standard.Widths), Blocks = Wholes(network, "blocks", standard.Blocks), Neck = (int)network.Whole("neck", 8, 256, standard.Neck),
        };
    }

    /// <summary>A list of whole numbers.</summary>
    public static IReadOnlyList<int> Wholes(YamlMap map, string key, IReadOnlyList<int> standard)
        => map.Has(key) ? [.. map.Wholes(key, 0, Most).Select(n => (int)n)] : standard;
}
