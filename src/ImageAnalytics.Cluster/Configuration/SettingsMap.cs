using System.Text.Json;
using ImageAnalytics.Engine.Pipelines;

namespace ImageAnalytics.Cluster.Configuration;

/// <summary>One object of the configuration, read key by key. What is wrong is noted, with the key's path, and reading goes on.</summary>
internal sealed class SettingsMap
{
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);
    private readonly List<string> _problems;
    private readonly string _path;

    /// <param name="element">An object.</param>
    /// <param name="path">Its path; empty for the whole file.</param>
    /// <param name="keys">The keys that it may have.</param>
    /// <param name="problems">Where problems are noted.</param>
    public SettingsMap(JsonElement element, string path, IReadOnlyList<string> keys, List<string> problems)
    {
        (_path, _problems) = (path, problems);
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!keys.Contains(property.Name))
            {
                string meant = NearestName.Of(property.Name, keys) is { } near ? $" Did you mean '{near}'?" : "";
                Problem(property.Name, $"this key is not known; expected {Listed(keys)}.{meant}");
            }
            else if (!_values.TryAdd(property.Name, property.Value))
            {
                Problem(property.Name, "this key stands here twice; expected it once.");
            }
        }
    }

    /// <summary>Notes what is wrong with a key.</summary>
    public void Problem(string key, string text) => _problems.Add($"{PathOf(key)}: {text}");

    /// <summary>How many problems were noted so far, in the whole file.</summary>
    public int ProblemCount => _problems.Count;

    /// <summary>Whether a key is there.</summary>
    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>The path of a key.</summary>
    public string PathOf(string key) => _path.Length == 0 ? ShownText.Of(key) : $"{_path}.{ShownText.Of(key)}";

    /// <summary>A text that is not blank; null when it is missing or wrong.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="expected">What it should be, in words.</param>
    /// <param name="isRequired">Whether it must be there.</param>
    public string? Text(string key, string expected, bool isRequired = true)
    {
        if (Value(key, expected, isRequired) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) && !ShownText.HoldsControl(text))
        {
            return text;
        }

        Problem(key, $"expected {expected}; found {Found(value)}.");
        return null;
    }

    /// <summary>Texts that are not blank, with their own paths below the key; empty when they are missing or wrong.</summary>
    public IReadOnlyList<(string Key, string Text)> Texts(string key, string expected)
    {
        List<(string, string)> texts = [];
        foreach ((string inner, JsonElement value) in Items(key, expected))
        {
            if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) && !ShownText.HoldsControl(text))
            {
                texts.Add((inner, text));
            }
            else
            {
                Problem(inner, $"expected {expected}; found {Found(value)}.");
            }
        }

        return texts;
    }

    /// <summary>The items of a list with at least one, each with its key, such as <c>inputs[0]</c>.</summary>
    public IEnumerable<(string Key, JsonElement Value)> Items(string key, string expected)
    {
        if (Value(key, $"a list with at least one of: {expected}", isRequired: true) is not { } list)
        {
            return [];
        }

        if (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0)
        {
            return list.EnumerateArray().Select((item, i) => (FormattableString.Invariant($"{key}[{i}]"), item)).ToList();
        }

        Problem(key, $"expected a list with at least one of: {expected}; found {Found(list)}.");
        return [];
    }

    /// <summary>A whole number of at least 1; null when it is missing or wrong.</summary>
    public int? Count(string key, int largest)
    {
        string expected = FormattableString.Invariant($"a whole number from 1 to {largest}");
        if (Value(key, expected, isRequired: false) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int count) && count >= 1 && count <= largest)
        {
            return count;
        }

        Problem(key, $"expected {expected}; found {Found(value)}.");
        return null;
    }

    /// <summary>True or false.</summary>
    public bool Flag(string key, bool fallback)
    {
        if (Value(key, "true or false", isRequired: false) is not { } value)
        {
            return fallback;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Problem(key, $"expected true or false; found {Found(value)}.");
        return fallback;
    }

    /// <summary>An object below a key; null when it is missing or none.</summary>
    public SettingsMap? Map(string key, IReadOnlyList<string> keys)
    {
        string expected = $"an object with {Listed(keys)}";
        if (Value(key, expected, isRequired: false) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return new SettingsMap(value, PathOf(key), keys, _problems);
        }

        Problem(key, $"expected {expected}; found {Found(value)}.");
        return null;
    }

    /// <summary>A value in words, for a message.</summary>
    public static string Found(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => value.GetArrayLength() == 0 ? "an empty list" : "a list",
        _ => ShownText.Of(value.GetRawText(), 100),
    };

    private static string Listed(IReadOnlyList<string> keys) => string.Join(", ", keys.Select(k => $"'{k}'"));

    private JsonElement? Value(string key, string expected, bool isRequired)
    {
        if (_values.TryGetValue(key, out JsonElement value))
        {
            return value;
        }

        if (isRequired)
        {
            Problem(key, $"this key is missing; expected {expected}.");
        }

        return null;
    }
}
