using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ImageAnalytics.Engine.Pipelines.Yaml;

/// <summary>Types of plain scalars after the core schema of YAML 1.2.2, section 10.3: <c>yes</c>, <c>no</c> and <c>on</c> stay texts.</summary>
internal static partial class CoreSchema
{
    /// <summary>What a plain scalar is. Infinity and "not a number" are numbers here.</summary>
    public static JsonValueKind TypeOf(string plain) => plain switch
    {
        "" or "~" or "null" or "Null" or "NULL" => JsonValueKind.Null,
        "true" or "True" or "TRUE" => JsonValueKind.True,
        "false" or "False" or "FALSE" => JsonValueKind.False,
        _ => Decimal().IsMatch(plain) || Octal().IsMatch(plain) || Hexadecimal().IsMatch(plain) || NotFinite().IsMatch(plain)
            ? JsonValueKind.Number
            : JsonValueKind.String,
    };

    /// <summary>A plain scalar as JSON; null for nothing.</summary>
    /// <returns>False for a number that JSON cannot hold.</returns>
    public static bool TryRead(string plain, out JsonNode? value)
    {
        value = null;
        switch (TypeOf(plain))
        {
            case JsonValueKind.Null:
                return true;
            case JsonValueKind.True or JsonValueKind.False:
                value = JsonValue.Create(plain[0] is 't' or 'T');
                return true;
            case JsonValueKind.Number:
                value = Number(plain);
                return value is not null;
            default:
                value = JsonValue.Create(plain);
                return true;
        }
    }

    private static JsonValue? Number(string plain)
    {
        if (plain.StartsWith("0o", StringComparison.Ordinal))
        {
            return plain.Length <= 22 ? JsonValue.Create(Convert.ToInt64(plain[2..], 8)) : null;
        }

        if (plain.StartsWith("0x", StringComparison.Ordinal))
        {
            return plain.Length <= 17 ? JsonValue.Create(long.Parse(plain[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)) : null;
        }

        if (long.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
        {
            return JsonValue.Create(whole);
        }

        return double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? JsonValue.Create(number)
            : null;
    }

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Decimal();

    [GeneratedRegex(@"\A0o[0-7]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Octal();

    [GeneratedRegex(@"\A0x[0-9a-fA-F]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"\A([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z", RegexOptions.CultureInvariant)]
    private static partial Regex NotFinite();
}
