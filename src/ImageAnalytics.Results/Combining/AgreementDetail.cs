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
        try
        {
            return Add(detail is null or { Length: > MaxLength } ? [] : JsonNode.Parse(detail) as JsonObject ?? [], steps);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return Add([], steps); // Not JSON, the same name twice, or half a character: some of it shows only when it is written.
        }
    }

    private static string Add(JsonObject all, IReadOnlyList<string> steps)
    {
        all["steps"] = new JsonArray([.. steps.Select(s => (JsonNode)s)]);
        all["votes"] = steps.Count;
        return all.ToJsonString();
    }
}
