using System.Text.Json.Nodes;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Writes JSON in one form: names in ordinal order, no spaces.</summary>
internal static class CanonicalJson
{
    public static string Of(JsonNode? node) => Sorted(node)?.ToJsonString() ?? "null";

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
