using System.Globalization;
using ImageAnalytics.Engine.Pipelines.Yaml;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Reads the alerts of a pipeline.</summary>
internal sealed class AlertReader(ProblemList problems)
{
    private const string Shape = "a list of alerts, each a map with the keys 'id' and 'above', 'below' or 'change'";
    private static readonly string[] s_keys = ["id", "on", "where", "count", "only", "above", "below", "change"];
    private static readonly string[] s_counts = ["observations", "images", "failures"];

    /// <summary>The alerts as far as they could be understood.</summary>
    public List<AlertDefinition> Read(MapReader pipeline, IReadOnlyList<StepDefinition> steps)
    {
        List<AlertDefinition> alerts = [];
        foreach (YamlMap map in pipeline.Maps("alerts", Shape))
        {
            AlertDefinition alert = Read(map);
            if (alert.Id.Length > 0 && alerts.Any(a => a.Id == alert.Id))
            {
                problems.Add(alert.Position, $"Two alerts have the id '{alert.Id}'. Rename one.");
            }

            if (alert.On is { } on && steps.All(s => s.Id != on))
            {
                string[] ids = [.. steps.Select(s => s.Id)];
                problems.Add(
                    alert.OnPosition, $"'on' of an alert names the step '{ShownText.Of(on)}', which does not exist.",
                    "one of: " + string.Join(", ", ids.Take(30).Select(i => ShownText.Of(i))), NearestName.Of(on, ids));
            }

            alerts.Add(alert);
        }

        return alerts;
    }

    private AlertDefinition Read(YamlMap map)
    {
        MapReader keys = new(map, "an alert", s_keys, problems);
        YamlScalar? id = keys.Text("id", "an id: " + NameRules.IdText, required: true);
        if (id is not null && !NameRules.IsId(id.Text))
        {
            problems.Add(id.Position, $"The alert id '{ShownText.Of(id.Text)}' is no id.", NameRules.IdText, NameRules.ToId(id.Text));
        }

        if (keys.Has("where") && !keys.Has("on"))
        {
            problems.Add(keys.PositionOf("where"), "'where' chooses among the findings of a step, but the alert has no 'on'. Add 'on: STEP' or remove 'where'.");
        }

        if (!keys.Has("above") && !keys.Has("below") && !keys.Has("change"))
        {
            problems.Add(map.Position, "The alert says not when it fires.", "at least one of 'above: COUNT', 'below: COUNT' and 'change: SHARE'");
        }

        string? on = keys.Text("on", "the id of a step")?.Text;
        return new AlertDefinition
        {
            Id = id?.Text ?? "",
            On = on,
            OnPosition = keys.PositionOf("on"),
            Where = WhereReader.Read(keys, problems),
            Count = Count(keys, on is not null),
            OnlyNew = OnlyNew(keys),
            Above = Number(keys, "above"),
            Below = Number(keys, "below"),
            Change = Number(keys, "change"),
            Position = map.Position,
        };
    }

    private AlertCount Count(MapReader keys, bool hasStep)
    {
        string expected = "one of: " + string.Join(", ", s_counts);
        YamlScalar? count = keys.Text("count", expected);
        if (count is not null && !s_counts.Contains(count.Text))
        {
            problems.Add(count.Position, $"An alert cannot count '{ShownText.Of(count.Text)}'.", expected, NearestName.Of(count.Text, s_counts));
        }
        else if (count?.Text == "observations" && !hasStep)
        {
            problems.Add(count.Position, "The alert counts observations, but has no 'on'.", "'on: STEP', or 'count: images'");
        }
        else if (count?.Text == "failures" && hasStep)
        {
            problems.Add(count.Position, "The alert counts failures of images, which belong to no step. Remove 'on'.");
        }

        return count?.Text switch
        {
            "images" => AlertCount.Images,
            "failures" => AlertCount.Failures,
            "observations" => AlertCount.Observations,
            _ => hasStep ? AlertCount.Observations : AlertCount.Images,
        };
    }

    private bool OnlyNew(MapReader keys)
    {
        YamlScalar? only = keys.Text("only", "new");
        if (only is not null && only.Text != "new")
        {
            problems.Add(only.Position, $"'only' is '{ShownText.Of(only.Text)}'.", "new");
        }

        return only?.Text == "new";
    }

    private double? Number(MapReader keys, string key)
    {
        const string Expected = "a number of at least 0";
        YamlScalar? text = keys.Text(key, Expected);
        if (text is null)
        {
            return null;
        }

        if (double.TryParse(text.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) && value >= 0)
        {
            return value;
        }

        problems.Add(text.Position, $"'{key}' is '{ShownText.Of(text.Text)}'.", Expected);
        return null;
    }
}
