using ImageAnalytics.Engine.Pipelines.Yaml;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Takes known keys out of a map; unknown ones, missing ones and wrong types are problems.</summary>
internal sealed class MapReader
{
    private readonly YamlMap _map;
    private readonly string _owner;
    private readonly ProblemList _problems;

    /// <summary>Reports every key that is not among the known ones.</summary>
    /// <param name="map">The map.</param>
    /// <param name="owner">Whose keys these are, as in "of a step".</param>
    /// <param name="known">The keys that may stand here.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public MapReader(YamlMap map, string owner, IReadOnlyList<string> known, ProblemList problems)
    {
        (_map, _owner, _problems) = (map, owner, problems);
        foreach (YamlEntry entry in map.Entries.Where(e => !known.Contains(e.Key.Text)))
        {
            problems.Add(
                entry.Key.Position,
                $"'{ShownText.Of(entry.Key.Text)}' is no key of {owner}.",
                "one of: " + string.Join(", ", known),
                NearestName.Of(entry.Key.Text, known));
        }
    }

    /// <summary>Whether the key stands there, right or wrong.</summary>
    public bool Has(string key) => Entry(key) is not null;

    /// <summary>The place of a key's value; that of the map when it is missing.</summary>
    public SourcePosition PositionOf(string key) => Entry(key)?.Value.Position ?? _map.Position;

    /// <summary>The value of a key; null when it is missing or holds nothing (a problem).</summary>
    public YamlValue? Value(string key)
    {
        YamlEntry? entry = Entry(key);
        if (entry?.Value is YamlScalar { IsNull: true })
        {
            _problems.Add(entry.Key.Position, $"The key '{key}' has no value. Give it one or remove the key.");
            return null;
        }

        return entry?.Value;
    }

    /// <summary>A text. Numbers, true and false count as the text that was written.</summary>
    public YamlScalar? Text(string key, string expected, bool required = false)
    {
        if (required && !Has(key))
        {
            _problems.Add(_map.Position, $"The key '{key}' of {_owner} is missing.", expected);
            return null;
        }

        YamlValue? value = Value(key);
        if (value is null)
        {
            return null;
        }

        if (value is YamlScalar scalar && !string.IsNullOrWhiteSpace(scalar.Text))
        {
            return scalar;
        }

        _problems.Add(value.Position, $"The key '{key}' is {value.Kind}.", expected);
        return null;
    }

    /// <summary>A list of texts; one text alone counts as a list of one.</summary>
    public IReadOnlyList<YamlScalar> Texts(string key, string expected)
    {
        YamlValue? value = Value(key);
        IReadOnlyList<YamlValue> items = value switch
        {
            null => [],
            YamlList list => list.Items,
            _ => [value],
        };
        List<YamlScalar> texts = new(items.Count);
        foreach (YamlValue item in items)
        {
            if (item is YamlScalar { IsNull: false } scalar)
            {
                texts.Add(scalar);
            }
            else
            {
                _problems.Add(item.Position, value is YamlList ? $"'{key}' holds {item.Kind}." : $"The key '{key}' is {item.Kind}.", expected);
            }
        }

        return texts;
    }

    /// <summary>A map.</summary>
    public YamlMap? Map(string key, string expected)
    {
        YamlValue? value = Value(key);
        if (value is not (null or YamlMap))
        {
            _problems.Add(value.Position, $"The key '{key}' is {value.Kind}.", expected);
        }

        return value as YamlMap;
    }

    /// <summary>A list of maps.</summary>
    public IReadOnlyList<YamlMap> Maps(string key, string expected)
    {
        YamlValue? value = Value(key);
        if (value is not (null or YamlList))
        {
            _problems.Add(value.Position, $"The key '{key}' is {value.Kind}.", expected);
        }

        List<YamlMap> maps = [];
        foreach (YamlValue item in (value as YamlList)?.Items ?? [])
        {
            if (item is YamlMap map)
            {
                maps.Add(map);
            }
            else
            {
                _problems.Add(item.Position, $"'{key}' holds {item.Kind}.", expected);
            }
        }

        return maps;
    }

    private YamlEntry? Entry(string key) => _map.Entries.FirstOrDefault(e => e.Key.Text == key);
}
