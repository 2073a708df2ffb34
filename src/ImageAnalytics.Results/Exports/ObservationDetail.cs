using System.Text.Json;

namespace ImageAnalytics.Results.Exports;

/// <summary>The properties of an observation's detail that have columns of their own.</summary>
internal static class ObservationDetail
{
    /// <summary>A number, rounded to 4 decimals; null when the detail has none of that name.</summary>
    public static double? Number(string? detail, string name)
        => Property(detail, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDecimal(out decimal number)
            ? (double)Math.Round(number, 4, MidpointRounding.AwayFromZero)
            : null;

    /// <summary>A text; null when the detail has none of that name.</summary>
    public static string? Text(string? detail, string name)
        => Property(detail, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

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
        catch (JsonException)
        {
            return null;
        }
    }
}
