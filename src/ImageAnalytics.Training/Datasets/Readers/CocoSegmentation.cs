using System.Text.Json;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Reads COCO's <c>segmentation</c>: polygons, uncompressed or compressed run lengths.</summary>
internal static class CocoSegmentation
{
    /// <summary>Reads it.</summary>
    /// <param name="segmentation">The value; may come from anyone.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="runs">What could be read; null where nothing could.</param>
    /// <returns>What is wrong, as a sentence; null where nothing is.</returns>
    public static string? Read(JsonElement segmentation, int width, int height, out RunLengths? runs)
    {
        runs = null;
        return segmentation.ValueKind switch
        {
            JsonValueKind.Array => ReadPolygons(segmentation, width, height, out runs),
            JsonValueKind.Object => ReadRuns(segmentation, width, height, out runs),
            _ => "It is neither a list of polygons nor run lengths.",
        };
    }

    private static string? ReadPolygons(JsonElement segmentation, int width, int height, out RunLengths? runs)
    {
        const string NoPolygon = "One of its polygons is no list of three and more pairs of numbers.";
        double[]?[] read = [.. segmentation.EnumerateArray().Select(p => CocoValue.Numbers(p))];
        double[][] polygons = [.. read.Where(p => p is { Length: >= 6 } && int.IsEvenInteger(p.Length)).Select(p => p!)];
        if (polygons.Length == 0)
        {
            runs = null;
            return NoPolygon;
        }

        return PolygonRaster.Read(polygons, width, height, out runs) ?? (polygons.Length < read.Length ? NoPolygon : null);
    }

    private static string? ReadRuns(JsonElement segmentation, int width, int height, out RunLengths? runs)
    {
        runs = null;
        if (CocoValue.Numbers(CocoValue.Of(segmentation, "size")) is not [var rows, var columns] || rows != height || columns != width)
        {
            return $"Its 'size' is not [{height}, {width}], that of its picture.";
        }

        if (CocoValue.Text(segmentation, "counts") is { } text)
        {
            return RunLengths.TryParse(width, height, text, out runs, out string? problem) ? null : problem;
        }

        if (CocoValue.Numbers(CocoValue.Of(segmentation, "counts")) is not { } counts || counts.Any(c => c < 0 || c > (double)width * height || c != Math.Floor(c)) || counts.Sum() != (double)width * height)
        {
            return "Its 'counts' are no whole numbers that add up to its picture.";
        }

        runs = RunLengths.FromCounts(width, height, [.. counts.Select(c => (int)c)]);
        return null;
    }
}
