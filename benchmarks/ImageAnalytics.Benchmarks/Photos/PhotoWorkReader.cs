using System.Text.Json;
using OpenCvSharp;

namespace ImageAnalytics.Benchmarks.Photos;

/// <summary>Reads from a run's export what the bare loop has to do.</summary>
internal static class PhotoWorkReader
{
    /// <summary>The work of each photograph, by file name.</summary>
    public static IReadOnlyDictionary<string, PhotoWork> Read(JsonDocument export)
        => export.RootElement.GetProperty("images").EnumerateArray().ToDictionary(i => i.GetProperty("path").GetString()!, WorkOf, StringComparer.Ordinal);

    private static PhotoWork WorkOf(JsonElement image)
    {
        ILookup<string, JsonElement> found = image.GetProperty("observations").EnumerateArray().ToLookup(o => o.GetProperty("step").GetString()!, StringComparer.Ordinal);
        Dictionary<string, JsonElement> objects = found["objects"].ToDictionary(o => o.GetProperty("id").GetString()!, StringComparer.Ordinal);
        return new PhotoWork(
            [.. found["kind"].Select(k => Whole(BoxOf(objects[k.GetProperty("parent").GetString()!])))],
            [.. found["instances"].Select(BoxOf)],
            [.. found["faces"].Where(f => f.TryGetProperty("embedding", out _)).Select(PointsOf)]);
    }

    private static Rect2f BoxOf(JsonElement observation)
    {
        float[] box = [.. observation.GetProperty("box").EnumerateArray().Select(n => n.GetSingle())];
        return new Rect2f(box[0], box[1], box[2], box[3]);
    }

    private static Rect Whole(Rect2f box)
    {
        int left = (int)MathF.Floor(box.Left), top = (int)MathF.Floor(box.Top);
        return new Rect(left, top, (int)MathF.Ceiling(box.Right) - left, (int)MathF.Ceiling(box.Bottom) - top);
    }

    private static Point2f[] PointsOf(JsonElement face)
    {
        Point2f[] points = [.. face.GetProperty("detail").GetProperty("points").EnumerateArray().Select(p => new Point2f(p[0].GetSingle(), p[1].GetSingle()))];
        return [points[0], points[1], (points[3] + points[4]) * 0.5];
    }
}
