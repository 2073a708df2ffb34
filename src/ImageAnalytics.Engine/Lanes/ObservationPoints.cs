using System.Text.Json;
using System.Text.Json.Nodes;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Lanes;

/// <summary>Puts points into an observation's detail.</summary>
internal static class ObservationPoints
{
    private const string Name = "points";

    /// <summary>The detail with the points as pairs of numbers.</summary>
    /// <param name="detail">One JSON object; null for none.</param>
    /// <param name="points">The points, in pixels of the image.</param>
    /// <exception cref="ArgumentException">The detail is no JSON object, or has points already.</exception>
    public static string AddTo(string? detail, IEnumerable<ImagePoint> points)
    {
        JsonArray pairs = new([.. points.Select(p => new JsonArray(p.X, p.Y))]);
        try
        {
            JsonObject all = detail is null ? [] : JsonNode.Parse(detail) as JsonObject ?? throw new JsonException("It is another kind of value.");
            return all.TryAdd(Name, pairs)
                ? all.ToJsonString()
                : throw new BadObservationException($"It has '{Name}' already.");
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            // Names that stand twice and half characters show only when the object is used.
            throw new BadObservationException($"The plugin reported points and a detail that they cannot be added to: {e.Message} Expected one JSON object without '{Name}'.", e);
        }
    }
}
