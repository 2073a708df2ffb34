using System.Text.Json.Nodes;

namespace ImageAnalytics.Engine.Pipelines.Yaml;

/// <summary>Turns YAML values into JSON: plain scalars by the core schema, quoted ones as texts.</summary>
internal static class YamlJson
{
    /// <summary>The value as JSON; null for nothing, and in place of what is a problem.</summary>
    public static JsonNode? Of(YamlValue value, ProblemList problems) => value switch
    {
        YamlScalar scalar => OfScalar(scalar, problems),
        YamlList list => new JsonArray([.. list.Items.Select(i => Of(i, problems))]),
        YamlMap map => OfMap(map, problems),
        _ => null,
    };

    /// <summary>A map as a JSON object.</summary>
    public static JsonObject OfMap(YamlMap map, ProblemList problems)
    {
        JsonObject result = [];
        foreach (YamlEntry entry in map.Entries)
        {
            result[entry.Key.Text] = Of(entry.Value, problems);
        }

        return result;
    }

    private static JsonNode? OfScalar(YamlScalar scalar, ProblemList problems)
    {
        if (!scalar.IsPlain)
        {
            return JsonValue.Create(scalar.Text);
        }

        if (!CoreSchema.TryRead(scalar.Text, out JsonNode? value))
        {
            problems.Add(scalar.Position, $"The number {ShownText.Of(scalar.Text, 40)} is too large or not finite.", "a finite number, or a text in quotes");
        }

        return value;
    }
}
