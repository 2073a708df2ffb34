using System.Text.Json.Nodes;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Verifying;

/// <summary>Says why a step is not the one that a run recorded.</summary>
internal static class StepChanges
{
    /// <summary>A sentence for each step whose fingerprint is another now.</summary>
    public static IEnumerable<string> Of(RunReader recorded, PreparedRun now)
    {
        foreach (RunStep step in recorded.Steps)
        {
            if (now.Steps.FirstOrDefault(s => s.Id == step.Id) is { } same && same.Fingerprint == step.Fingerprint)
            {
                continue;
            }

            string[] reasons = [.. Plugin(recorded, step, now), .. Models(recorded, step, now)];
            yield return $"Step '{step.Id}' is not what it was: {(reasons.Length > 0 ? string.Join("; ", reasons) : "the program, another file that it reads, or a step before it changed")}.";
        }
    }

    private static IEnumerable<string> Plugin(RunReader recorded, RunStep step, PreparedRun now)
    {
        JsonNode? then = Named(recorded.Document["plugins"], "id", step.Plugin);
        (Plugins.PluginEntry? plugin, string? content) = now.Plugins.FirstOrDefault(p => p.Plugin.Id == step.Plugin);
        if (then is not null && plugin is not null && (string?)then["content"] != content)
        {
            yield return $"the plugin '{step.Plugin}' was version {then["version"]} and is {plugin.Manifest!.Version}, with other files";
        }
    }

    private static IEnumerable<string> Models(RunReader recorded, RunStep step, PreparedRun now)
    {
        foreach (string name in step.Model.Split(" + ", StringSplitOptions.RemoveEmptyEntries))
        {
            JsonNode? then = Named(recorded.Document["models"], "name", name);
            Engine.Models.ResolvedModel? model = now.Models.FirstOrDefault(m => m.Name == name);
            if (then is not null && model is not null && (string?)then["content"] != model.ContentHash)
            {
                yield return $"the model '{name}' was version {then["version"]} and is {model.Version}, with other files";
            }
        }
    }

    private static JsonNode? Named(JsonNode? list, string key, string name) => (list as JsonArray)?.FirstOrDefault(n => (string?)n?[key] == name);
}
