using System.Globalization;
using System.Text.Json.Nodes;
using ImageAnalytics.Results;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>What a run says of itself, as slides and their notes need it. Read once.</summary>
internal sealed class RunFacts
{
    private readonly Dictionary<string, string> _pluginVersions;

    public RunFacts(RunReader reader)
    {
        Reader = reader;
        Labels = reader.LabelCounts();
        Models =
        [
            .. Objects(reader.Document["models"]).Select(m => new RunModel(
                Text(m, "name"), Text(m, "version"), Text(m, "task"), Text(m, "licence"), Text(m, "source"), Text(m, "content"))),
        ];
        _pluginVersions = Objects(reader.Document["plugins"]).GroupBy(p => Text(p, "id")).ToDictionary(g => g.Key, g => Text(g.First(), "version"), StringComparer.Ordinal);
        Inputs = [.. (reader.Document["inputs"] as JsonArray ?? []).Select(i => i?.GetValueKind() == System.Text.Json.JsonValueKind.String ? i.GetValue<string>() : "")];
    }

    public RunReader Reader { get; }

    public RunCounts Counts => Reader.Counts;

    public IReadOnlyList<LabelCount> Labels { get; }

    public IReadOnlyList<RunModel> Models { get; }

    public IReadOnlyList<string> Inputs { get; }

    public string Finished => Reader.Finished.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The note that every slide has.</summary>
    public string RunNote => $"Source: run {Reader.RunId} of pipeline {Reader.Pipeline}, finished {Finished}, {Text(Reader.Document, "program")}.";

    /// <summary>What a step found, pictures that it made left out; the most frequent first.</summary>
    public IReadOnlyList<LabelCount> FoundBy(int step)
        => [.. Labels.Where(l => l.Step == step && l.Kind != Sdk.ObservationKinds.Picture).OrderByDescending(l => l.Observations).ThenBy(l => l.Label, StringComparer.Ordinal)];

    /// <summary>Steps that found something other than made pictures, in the pipeline's order.</summary>
    public IEnumerable<int> FindingSteps => Reader.StepOrder.Where(s => FoundBy(s).Count > 0);

    /// <summary>The version of a plugin; empty when the run does not say.</summary>
    public string PluginVersion(string plugin) => _pluginVersions.GetValueOrDefault(plugin, "");

    /// <summary>The note that says what computed the rows of a step.</summary>
    public string StepNote(int step)
    {
        RunStep s = Reader.Steps[step];
        IEnumerable<string> models = s.Model.Split(" + ", StringSplitOptions.RemoveEmptyEntries).Select(name =>
            Models.FirstOrDefault(m => m.Name == name) is { } m ? $"{m.Name} {m.Version} (sha256 {m.Prefix})" : name);
        string on = s.Parent is { } parent ? $", on what step {Reader.Steps[parent].Id} found" : "";
        return $"Step {s.Id}{on}: plugin {s.Plugin} {PluginVersion(s.Plugin)}; model {Or(string.Join(" + ", models), "none")}; step fingerprint {s.Fingerprint[..Math.Min(12, s.Fingerprint.Length)]}.";
    }

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => (node as JsonArray ?? []).OfType<JsonObject>();

    private static string Text(JsonObject map, string key)
        => map[key] is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.String ? value.GetValue<string>() : "";
}
