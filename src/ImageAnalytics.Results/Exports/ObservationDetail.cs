using System.Text.Json;

namespace ImageAnalytics.Results.Exports;

/// <summary>The properties of an observation's detail that the host itself reads. A detail can come from anyone: what does not fit counts as absent.</summary>
public static class ObservationDetail
{
    /// <summary>A number, rounded to 4 decimals; null when the detail has none of that name.</summary>
    public static double? Number(string? detail, string name)
        => Property(detail, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDecimal(out decimal number)
            ? (double)Math.Round(number, 4, MidpointRounding.AwayFromZero)
            : null;

    /// <summary>A text; null when the detail has none of that name.</summary>
    public static string? Text(string? detail, string name)
        => Property(detail, name) is { ValueKind: JsonValueKind.String } value ? TextOf(value) : null;

    /// <summary>The points, in pixels of the upright image; none when the detail has none, or something else of that name.</summary>
    public static IReadOnlyList<ImagePoint> Points(string? detail)
    {
        if (Property(detail, "points") is not { ValueKind: JsonValueKind.Array } points)
        {
            return [];
        }

        List<ImagePoint> read = [];
        foreach (JsonElement point in points.EnumerateArray())
        {
            if (point.ValueKind != JsonValueKind.Array || point.GetArrayLength() != 2
                || point[0].ValueKind != JsonValueKind.Number || point[1].ValueKind != JsonValueKind.Number)
            {
                return [];
            }

            read.Add(new ImagePoint(point[0].GetDouble(), point[1].GetDouble()));
        }

        return read;
    }

    private static JsonElement? Property(string? detail, string name)
    {
        if (string.IsNullOrEmpty(detail))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(detail);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out JsonElement value)
                ? value.Clone()
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // No JSON, or a name in it is half a character.
        }
    }

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // JSON can write half a character, which is no text.
        }
    }
}
