using System.Text.Json;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Values of JSON objects that may be anything.</summary>
internal static class CocoValue
{
    private const double Largest = 1e9;

    /// <summary>A property; null where the element is no object or lacks it.</summary>
    public static JsonElement? Of(JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            return null; // A name in it is no text that can be: half a character, or bytes that are no UTF-8.
        }
    }

    /// <summary>What an object is known by: a whole number, however it is written, or a text; null for anything else.</summary>
    public static string? Key(JsonElement element, string name)
        => Integer(element, name) is { } number ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : Text(element, name) is { Length: > 0 } text ? text : null;

    /// <summary>Whether something holds: 1 or true.</summary>
    public static bool Flag(JsonElement element, string name) => Integer(element, name) == 1 || Of(element, name) is { ValueKind: JsonValueKind.True };

    /// <summary>A whole number, also where it is written as text or as 1.0; null for anything else.</summary>
    public static long? Integer(JsonElement element, string name) => Of(element, name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out long value) => value,
        { ValueKind: JsonValueKind.Number } number when Number(number) is { } value && value == Math.Floor(value) => (long)value,
        { ValueKind: JsonValueKind.String } text when long.TryParse(TextOf(text), System.Globalization.CultureInfo.InvariantCulture, out long value) => value,
        _ => null,
    };

    /// <summary>A text; null for anything else.</summary>
    public static string? Text(JsonElement element, string name) => Of(element, name) is { ValueKind: JsonValueKind.String } text ? TextOf(text) : null;

    /// <summary>A finite number of at most a thousand million; null for anything else.</summary>
    public static double? Number(JsonElement value)
        => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number) && Math.Abs(number) <= Largest ? number : null;

    /// <summary>Numbers in an array; null where it is no array or holds anything else.</summary>
    public static double[]? Numbers(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.Array } array)
        {
            return null;
        }

        double[] numbers = new double[array.GetArrayLength()];
        int i = 0;
        foreach (JsonElement item in array.EnumerateArray())
        {
            if (Number(item) is not { } number)
            {
                return null;
            }

            numbers[i++] = number;
        }

        return numbers;
    }

    // A text can be half a character, or bytes that are no UTF-8: then it is none.
    private static string? TextOf(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
