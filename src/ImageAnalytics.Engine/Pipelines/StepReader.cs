using System.Text.Json.Nodes;
using ImageAnalytics.Engine.Pipelines.Yaml;
using ImageAnalytics.Results.Combining;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Makes a step of its map in the file.</summary>
internal sealed class StepReader(ProblemList problems)
{
    /// <summary>How a combining step may combine.</summary>
    public static IReadOnlyList<string> Combinations { get; } = [.. CombiningWay.All.Select(w => w.Name)];

    private static readonly string[] s_keys = ["id", "plugin", "model", "models", "options", "on", "where", "combine", "of"];
    private static readonly string[] s_pluginKeys = ["model", "models", "on", "where"];

    /// <summary>The step as far as it could be understood.</summary>
    public StepDefinition Read(YamlMap map)
    {
        MapReader keys = new(map, "a step", s_keys, problems);
        Dictionary<string, SourcePosition> places = [];
        foreach (YamlEntry entry in map.Entries)
        {
            places[entry.Key.Text] = entry.Value.Position;
        }

        string id = Id(keys);
        CheckKind(keys, map.Position);
        return new StepDefinition
        {
            Id = id,
            Plugin = keys.Text("plugin", "the id of a plugin")?.Text ?? "",
            Models = Models(keys, places),
            Options = Options(keys, places),
            On = keys.Text("on", "the id of another step")?.Text,
            Where = WhereReader.Read(keys, problems),
            Combine = Combine(keys),
            Of = Of(keys, places),
            Position = map.Position,
            Positions = places,
        };
    }

    private string Id(MapReader keys)
    {
        YamlScalar? id = keys.Text("id", "an id: " + NameRules.IdText, required: true);
        if (id is not null && !NameRules.IsId(id.Text))
        {
            problems.Add(id.Position, $"The step id '{ShownText.Of(id.Text)}' is no id.", NameRules.IdText, NameRules.ToId(id.Text));
        }

        return id?.Text ?? "";
    }

    private void CheckKind(MapReader keys, SourcePosition place)
    {
        bool plugin = keys.Has("plugin"), combine = keys.Has("combine");
        if (plugin && combine)
        {
            problems.Add(keys.PositionOf("combine"), "The step has both 'plugin' and 'combine'. Make two steps of it.");
        }
        else if (!plugin && !combine)
        {
            problems.Add(place, "The key 'plugin' of a step is missing.", "the id of a plugin");
        }
        else if (combine && !keys.Has("of"))
        {
            problems.Add(place, "The key 'of' of a combining step is missing.", "a list of step ids");
        }
        else if (plugin && keys.Has("of"))
        {
            problems.Add(keys.PositionOf("of"), "'of' belongs to a combining step, and this one has a plugin. Use 'on' to run on the findings of a step.");
        }

        foreach (string key in combine && !plugin ? s_pluginKeys.Where(keys.Has) : [])
        {
            problems.Add(keys.PositionOf(key), $"'{key}' belongs to a step with a plugin, and this one combines. Remove it.");
        }

        if (keys.Has("where") && !keys.Has("on"))
        {
            problems.Add(keys.PositionOf("where"), "'where' chooses among the findings of another step, but the step has no 'on'. Add 'on: STEP' or remove 'where'.");
        }

        if (keys.Has("model") && keys.Has("models"))
        {
            problems.Add(keys.PositionOf("models"), "The step has both 'model' and 'models'. Keep 'models' and name every role there.");
        }
    }

    private Dictionary<string, string> Models(MapReader keys, Dictionary<string, SourcePosition> places)
    {
        Dictionary<string, string> models = new(StringComparer.Ordinal);
        YamlMap? roles = keys.Map("models", "a map of roles to model names, such as { detector: yunet }");
        foreach (YamlEntry entry in roles?.Entries ?? [])
        {
            places[$"models/{entry.Key.Text}"] = entry.Value.Position;
            if (entry.Value is YamlScalar { IsNull: false } name && !string.IsNullOrWhiteSpace(name.Text))
            {
                models[entry.Key.Text] = name.Text;
            }
            else
            {
                problems.Add(entry.Value.Position, $"The model of the role '{ShownText.Of(entry.Key.Text)}' is {entry.Value.Kind}.", "the name of a model");
            }
        }

        if (keys.Text("model", "the name of a model") is { } model && models.TryAdd(AnalyzerContext.DefaultRole, model.Text))
        {
            places[$"models/{AnalyzerContext.DefaultRole}"] = model.Position;
        }

        return models;
    }

    private JsonObject Options(MapReader keys, Dictionary<string, SourcePosition> places)
    {
        YamlMap? map = keys.Map("options", "a map of option names to values, such as { minConfidence: 0.4 }");
        foreach (YamlEntry entry in map?.Entries ?? [])
        {
            places[$"options/{entry.Key.Text}"] = entry.Value.Position;
            places[$"options/{entry.Key.Text}:key"] = entry.Key.Position;
            foreach (YamlEntry inner in (entry.Value as YamlMap)?.Entries ?? [])
            {
                places[$"options/{entry.Key.Text}/{inner.Key.Text}"] = inner.Value.Position;
                places[$"options/{entry.Key.Text}/{inner.Key.Text}:key"] = inner.Key.Position;
            }
        }

        return map is null ? [] : YamlJson.OfMap(map, problems);
    }

    private string? Combine(MapReader keys)
    {
        string expected = "one of: " + string.Join(", ", Combinations);
        YamlScalar? combine = keys.Text("combine", expected);
        if (combine is not null && !Combinations.Contains(combine.Text))
        {
            problems.Add(combine.Position, $"'{ShownText.Of(combine.Text)}' is no way to combine.", expected, NearestName.Of(combine.Text, Combinations));
        }

        return combine?.Text;
    }

    private List<string> Of(MapReader keys, Dictionary<string, SourcePosition> places)
    {
        List<string> ids = [];
        foreach (YamlScalar id in keys.Texts("of", "a list of step ids"))
        {
            if (ids.Contains(id.Text))
            {
                problems.Add(id.Position, $"'of' names the step '{ShownText.Of(id.Text)}' twice. Remove one.");
                continue;
            }

            ids.Add(id.Text);
            places[$"of/{id.Text}"] = id.Position;
        }

        return ids;
    }
}
