using System.Text.Json;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Reads COCO's <c>segmentation</c>: polygons, uncompressed or compressed run lengths.</summary>
internal static class CocoSegmentation
{
    /// <summary>Reads it.</summary>
    /// <returns>What is wrong, as a sentence; null where the runs could be read.</returns>
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
        runs = null;
        List<double[]> polygons = [];
        foreach (JsonElement polygon in segmentation.EnumerateArray())
        {
            if (CocoValue.Numbers(polygon) is not { } points || points.Length % 2 != 0)
            {
                return "One of its polygons is no list of pairs of numbers.";
            }

            polygons.Add(points);
        }

        return PolygonRaster.Read(polygons, width, height, out runs);
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
