using System.Text.Json;
using System.Text.Json.Nodes;
using ImageAnalytics.Results.Sql;

namespace ImageAnalytics.Results.Tables;

/// <summary>What DuckDB's own parser makes of a query, and what of it is allowed: one SELECT that reads nothing but the views of a run.</summary>
/// <remarks>
/// This is the first of two walls. The database that runs the query is locked as well: no file but those of the run, no setting changed, no
/// extension loaded.
/// </remarks>
internal static class SelectSyntax
{
    /// <summary>Longest query.</summary>
    public const int MaxLength = 100_000;

    private const int MaxDepth = 1000;
    private const string OneSelect = "one SELECT over the views " + "images, observations and the others";
    private static readonly string[] s_functions = ["range", "generate_series", "unnest"];
    private static readonly JsonSerializerOptions s_deep = new() { MaxDepth = MaxDepth };

    /// <summary>Parses a query.</summary>
    /// <param name="database">Any database; the query is not run.</param>
    /// <param name="sql">The query.</param>
    /// <param name="problem">Why it is refused; null when it is not.</param>
    /// <returns>The statement as DuckDB writes it down; null when it is refused.</returns>
    public static JsonNode? Parse(Database database, string sql, out QueryProblem? problem)
    {
        problem = sql.Length > MaxLength ? new QueryProblem($"It has {sql.Length} characters; at most {MaxLength} are allowed.")
            : sql.Contains('\0', StringComparison.Ordinal) ? new QueryProblem("It has a zero character, which no query can have.", sql.IndexOf('\0', StringComparison.Ordinal))
            : null;
        if (problem is not null)
        {
            return null;
        }

        try
        {
            JsonNode parsed = JsonNode.Parse(
                database.Text($"SELECT json_serialize_sql({SqlText.Quote(sql)})")!, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth })!;
            problem = ProblemOf(parsed, sql);
            return problem is null ? parsed : null;
        }
        catch (JsonException)
        {
            problem = new QueryProblem("It is nested too deeply.");
            return null;
        }
    }

    /// <summary>
    /// The same query with rows that come in one order only: after the order that it asks for, by all columns. So equal results give equal files.
    /// </summary>
    /// <param name="database">Any database; the query is not run.</param>
    /// <param name="parsed">What <see cref="Parse"/> gave. Not changed.</param>
    /// <param name="columns">How many columns it gives.</param>
    public static string Ordered(Database database, JsonNode parsed, int columns)
    {
        JsonNode copy = parsed.DeepClone();
        JsonArray modifiers = copy["statements"]![0]!["node"]!["modifiers"]!.AsArray();
        JsonNode? order = modifiers.FirstOrDefault(m => (string?)m!["type"] == "ORDER_MODIFIER");
        if (order is null)
        {
            order = new JsonObject { ["type"] = "ORDER_MODIFIER", ["orders"] = new JsonArray() };
            int limit = modifiers.ToList().FindIndex(m => ((string?)m!["type"])!.StartsWith("LIMIT", StringComparison.Ordinal));
            modifiers.Insert(limit < 0 ? modifiers.Count : limit, order);
        }

        for (int i = 1; i <= columns; i++)
        {
            order["orders"]!.AsArray().Add(Column(i));
        }

        return database.Text($"SELECT json_deserialize_sql({SqlText.Quote(copy.ToJsonString(s_deep))})")!;
    }

    /// <summary>Index into a text of a byte of its UTF-8 form.</summary>
    public static int? IndexOf(string sql, string? position, int before = 0)
    {
        if (!long.TryParse(position, out long bytes) || bytes < before || bytes > int.MaxValue)
        {
            return null;
        }

        byte[] utf8 = System.Text.Encoding.UTF8.GetBytes(sql);
        return bytes - before <= utf8.Length ? System.Text.Encoding.UTF8.GetCharCount(utf8, 0, (int)(bytes - before)) : null;
    }

    private static QueryProblem? ProblemOf(JsonNode parsed, string sql)
    {
        if ((bool)parsed["error"]!)
        {
            return (string?)parsed["error_type"] == "not implemented"
                ? new QueryProblem("It is no SELECT.", 0, OneSelect)
                : new QueryProblem(Sentence((string)parsed["error_message"]!), IndexOf(sql, (string?)parsed["position"]));
        }

        JsonArray statements = parsed["statements"]!.AsArray();
        if (statements.Count != 1)
        {
            return new QueryProblem($"It has {statements.Count} statements.", 0, OneSelect);
        }

        List<JsonObject> nodes = [.. Objects(statements[0]!)];
        HashSet<string> named = [.. nodes.Where(n => n["key"] is JsonValue && n["value"] is JsonObject).Select(n => (string)n["key"]!), .. nodes.Select(n => n["cte_name"]).OfType<JsonValue>().Select(n => (string)n!)];
        return nodes.Select(n => ProblemOf(n, named, sql)).OfType<QueryProblem>().MinBy(p => p.Index ?? int.MaxValue);
    }

    private static QueryProblem? ProblemOf(JsonObject node, HashSet<string> named, string sql)
    {
        string? type = node["type"] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? (string?)value : null;
        int? index = IndexOf(sql, node["query_location"]?.ToJsonString());
        switch (type)
        {
            case "BASE_TABLE":
                string name = (string)node["table_name"]!;
                bool own = (string?)node["schema_name"] is not { Length: > 0 } && (string?)node["catalog_name"] is not { Length: > 0 };
                return own && (RunViews.Names.Contains(name, StringComparer.OrdinalIgnoreCase) || named.Contains(name, StringComparer.OrdinalIgnoreCase))
                    ? null
                    : new QueryProblem(
                        $"It reads '{name}', which is no view of a run.", index, "one of: " + string.Join(", ", RunViews.Names), name, RunViews.Names);
            case "TABLE_FUNCTION":
                string function = (string?)node["function"]?["function_name"] ?? "";
                return s_functions.Contains(function, StringComparer.OrdinalIgnoreCase)
                    ? null
                    : new QueryProblem($"It reads from the function '{function}', which is not allowed.", index, "a view, or one of the functions: " + string.Join(", ", s_functions));
            case "SHOW_REF":
                return new QueryProblem("It describes a table, and selects nothing.", 0, OneSelect);
            case "VALUE_PARAMETER":
                return new QueryProblem("It has a parameter, and nothing gives it a value.", index, "a value");
            default:
                return null;
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonNode root)
    {
        Stack<JsonNode> open = new([root]);
        while (open.TryPop(out JsonNode? node))
        {
            if (node is JsonObject item)
            {
                yield return item;
            }

            foreach (JsonNode? inner in node is JsonArray array ? array : node is JsonObject map ? map.Select(p => p.Value) : [])
            {
                if (inner is not (null or JsonValue))
                {
                    open.Push(inner);
                }
            }
        }
    }

    private static string Sentence(string message) => char.ToUpperInvariant(message[0]) + message[1..].TrimEnd('.', '!') + ".";

    private static JsonObject Column(int number) => new()
    {
        ["type"] = "ORDER_DEFAULT",
        ["null_order"] = "ORDER_DEFAULT",
        ["expression"] = new JsonObject
        {
            ["class"] = "CONSTANT",
            ["type"] = "VALUE_CONSTANT",
            ["alias"] = "",
            ["query_location"] = 0,
            ["value"] = new JsonObject { ["type"] = new JsonObject { ["id"] = "INTEGER", ["type_info"] = null }, ["is_null"] = false, ["value"] = number },
        },
    };
}
