using System.Text.Json.Nodes;
using ImageAnalytics.Engine.Pipelines.Yaml;
using ImageAnalytics.Results.Repeats;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Makes the <c>repeats</c> of a pipeline of its map in the file.</summary>
internal static class RepeatsReader
{
    private const string Steps = "steps";

    /// <summary>What the pipeline says; null when it says nothing.</summary>
    public static RepeatsDefinition? Read(MapReader pipeline, IReadOnlyList<StepDefinition> steps, ProblemList problems)
    {
        YamlMap? map = pipeline.Map("repeats", "a map such as { minImages: 12, suppress: true }");
        if (map is null)
        {
            return null;
        }

        JsonObject values = YamlJson.OfMap(map, problems);
        if (values[Steps] is JsonValue one)
        {
            values[Steps] = new JsonArray(one.DeepClone());
        }

        List<OptionProblem> found = [];
        RepeatOptions options = (RepeatOptions)PluginOptions.Read(typeof(RepeatOptions), values, found)!;
        string[] known = [.. PluginOptions.Describe(typeof(RepeatOptions)).Select(o => o.Name)];
        foreach (OptionProblem problem in found)
        {
            YamlEntry entry = map.Entries.First(e => e.Key.Text == problem.Option);
            bool unknown = !known.Contains(problem.Option);
            problems.Add(
                unknown ? entry.Key.Position : entry.Value.Position, $"'repeats': {problem.Message}", nearest: unknown ? NearestName.Of(problem.Option, known) : null);
        }

        foreach (YamlValue id in StepValues(map))
        {
            if (id is YamlScalar { IsNull: false } scalar && steps.All(s => s.Id != scalar.Text))
            {
                problems.Add(
                    scalar.Position,
                    $"'repeats' names the step '{ShownText.Of(scalar.Text)}', which does not exist.",
                    "one of: " + string.Join(", ", steps.Take(30).Select(s => ShownText.Of(s.Id))),
                    NearestName.Of(scalar.Text, steps.Select(s => s.Id)));
            }
        }

        return new RepeatsDefinition(options, map.Position);
    }

    private static IEnumerable<YamlValue> StepValues(YamlMap map) => map.Entries.FirstOrDefault(e => e.Key.Text == Steps)?.Value switch
    {
        YamlList list => list.Items,
        YamlScalar scalar => [scalar],
        _ => [],
    };
}
