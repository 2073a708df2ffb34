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
        Labels = [.. reader.LabelCounts(firstOnly: true).Where(l => l.Kind != Sdk.ObservationKinds.Picture)];
        Made = reader.LabelCounts().Where(l => l.Kind == Sdk.ObservationKinds.Picture).Sum(l => l.Observations);
        NotListed = Texts(reader.Document["listingProblems"]);
        Models =
        [
            .. Objects(reader.Document["models"]).Select(m => new RunModel(
                Text(m, "name"), Text(m, "version"), Text(m, "task"), Text(m, "licence"), Text(m, "source"), Text(m, "content"))),
        ];
        _pluginVersions = Objects(reader.Document["plugins"]).GroupBy(p => Text(p, "id")).ToDictionary(g => g.Key, g => Text(g.First(), "version"), StringComparer.Ordinal);
        Inputs = Texts(reader.Document["inputs"]);
    }

    public RunReader Reader { get; }

    public RunCounts Counts => Reader.Counts;

    /// <summary>What was found: neither pictures that steps made, nor a classifier's second and later answers.</summary>
    public IReadOnlyList<LabelCount> Labels { get; }

    /// <summary>Findings in all.</summary>
    public long Found => Labels.Sum(l => l.Observations);

    /// <summary>Pictures that steps made.</summary>
    public long Made { get; }

    /// <summary>Folders that could not be listed, each with the reason.</summary>
    public IReadOnlyList<string> NotListed { get; }

    public IReadOnlyList<RunModel> Models { get; }

    public IReadOnlyList<string> Inputs { get; }

    public string Finished => Reader.Finished.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The note that every slide has.</summary>
    public string RunNote => $"Source: run {Reader.RunId} of pipeline {Reader.Pipeline}, finished {Finished}, {Text(Reader.Document, "program")}.";

    /// <summary>What a step found; the most frequent first.</summary>
    public IReadOnlyList<LabelCount> FoundBy(int step)
        => [.. Labels.Where(l => l.Step == step).OrderByDescending(l => l.Observations).ThenBy(l => l.Label, StringComparer.Ordinal)];

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

    private static IReadOnlyList<string> Texts(JsonNode? node)
        => [.. (node as JsonArray ?? []).Select(i => i?.GetValueKind() == System.Text.Json.JsonValueKind.String ? i.GetValue<string>() : "")];

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => (node as JsonArray ?? []).OfType<JsonObject>();

    private static string Text(JsonObject map, string key)
        => map[key] is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.String ? value.GetValue<string>() : "";
}
