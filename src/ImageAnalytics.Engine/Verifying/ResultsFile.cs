using System.Globalization;
using System.Numerics;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace ImageAnalytics.Engine.Verifying;

/// <summary>Checks a JSON file of results, as <c>export --format json</c> writes it: against the published schema, and for what a schema cannot say.</summary>
public static class ResultsFile
{
    /// <summary>Largest file that is checked: it is held in memory as a whole.</summary>
    public const long MaxBytes = 1L << 30;

    private const int MaxProblems = 50, MaxDepth = 256;
    private static readonly Lazy<Task<JsonSchema>> s_schema = new(() => JsonSchema.FromJsonAsync(Schema));

    /// <summary>The published schema, JSON schema draft 4.</summary>
    public static string Schema
    {
        get
        {
            using StreamReader text = new(typeof(ResultsFile).Assembly.GetManifestResourceStream("results.schema.json")!);
            return text.ReadToEnd();
        }
    }

    /// <summary>Checks a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What is wrong with it, at most 50 problems, each with its place; empty when nothing is.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<IReadOnlyList<string>> CheckAsync(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        long bytes = new FileInfo(path).Length;
        if (bytes > MaxBytes)
        {
            return [string.Create(CultureInfo.InvariantCulture, $"'{path}' has {bytes} bytes; at most {MaxBytes} can be checked. Export a smaller run, or use Parquet.")];
        }

        JToken root;
        try
        {
            using StreamReader text = new(path);
            using JsonTextReader json = new(text) { MaxDepth = MaxDepth, DateParseHandling = DateParseHandling.None };
            root = await JToken.LoadAsync(json).ConfigureAwait(false);
        }
        catch (JsonException e)
        {
            return [$"'{path}' is no JSON: {e.Message}"];
        }

        // The library that checks schemas throws at numbers of more than 64 bits.
        string[] tooLarge = [.. Values(root).Where(v => v.Value is BigInteger).Select(v => $"{v.Path}: the whole number has more than 64 bits.").Take(MaxProblems)];
        if (tooLarge.Length > 0)
        {
            return tooLarge;
        }

        JsonSchema schema = await s_schema.Value.ConfigureAwait(false);
        string[] problems = [.. schema.Validate(root).SelectMany(Flat).Select(e => $"{e.Path}: {e.Kind}{(e.Property is null ? "" : $" '{e.Property}'")}").Distinct().Take(MaxProblems)];
        return problems.Length > 0 ? problems : [.. Contradictions((JObject)root).Take(MaxProblems)];
    }

    private static IEnumerable<JValue> Values(JToken root) => (root is JContainer all ? all.DescendantsAndSelf() : [root]).OfType<JValue>();

    private static IEnumerable<ValidationError> Flat(ValidationError error)
        => error is ChildSchemaValidationError child ? child.Errors.Values.SelectMany(e => e).SelectMany(Flat) : [error];

    private static IEnumerable<string> Contradictions(JObject root)
    {
        JArray images = (JArray)root["images"]!;
        JToken counts = root["run"]!["counts"]!;
        HashSet<string> steps = [.. root["run"]!["steps"]!.Select(s => (string)s["id"]!)];
        long observations = images.Sum(i => (long)((JArray)i["observations"]!).Count);
        foreach ((string name, long said, long found) in (ReadOnlySpan<(string, long, long)>)
            [
                ("images", (long)counts["images"]!, images.Count),
                ("failed", (long)counts["failed"]!, images.Count(i => (string?)i["status"] == "failed")),
                ("observations", (long)counts["observations"]!, observations),
            ])
        {
            if (said != found)
            {
                return [string.Create(CultureInfo.InvariantCulture, $"run.counts.{name} is {said}, but the file has {found}."), .. images.SelectMany(i => OfImage(i, steps))];
            }
        }

        return images.SelectMany(i => OfImage(i, steps));
    }

    private static IEnumerable<string> OfImage(JToken image, HashSet<string> steps)
    {
        HashSet<string> ids = [];
        foreach (JToken observation in image["observations"]!)
        {
            string id = (string)observation["id"]!;
            if (!ids.Add(id))
            {
                yield return $"{observation.Path}: the image has two observations '{id}'.";
            }

            if (!steps.Contains((string)observation["step"]!))
            {
                yield return $"{observation.Path}: the run has no step '{observation["step"]}'.";
            }

            if ((string?)observation["parent"] is { } parent && image["observations"]!.All(o => (string?)o["id"] != parent))
            {
                yield return $"{observation.Path}: it was found on '{parent}', which the image does not have.";
            }
        }
    }
}
