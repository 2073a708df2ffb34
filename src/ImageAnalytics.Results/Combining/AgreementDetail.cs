using System.Text.Json;
using System.Text.Json.Nodes;

namespace ImageAnalytics.Results.Combining;

/// <summary>Writes into an observation's detail which steps agreed.</summary>
internal static class AgreementDetail
{
    private const int MaxLength = 100_000;

    /// <summary>The detail with <c>steps</c> and <c>votes</c>. One that is no JSON object, or too long, is left out: it can come from anyone.</summary>
    public static string Of(string? detail, IReadOnlyList<string> steps)
    {
        JsonObject all = [];
        try
        {
            JsonObject read = detail is null or { Length: > MaxLength } ? [] : JsonNode.Parse(detail) as JsonObject ?? [];
            _ = read.Count; // Names are looked at only now: the same one twice is an error.
            all = read;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // Not JSON, or the same name twice.
        }

        all["steps"] = new JsonArray([.. steps.Select(s => (JsonNode)s)]);
        all["votes"] = steps.Count;
        return all.ToJsonString();
    }
}
