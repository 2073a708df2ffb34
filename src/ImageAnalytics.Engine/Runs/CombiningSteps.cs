using System.Text.Json.Nodes;
using ImageAnalytics.Engine.Fingerprints;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Results;
using ImageAnalytics.Results.Combining;

namespace ImageAnalytics.Engine.Runs;

/// <summary>Prepares combining steps, which have no plugin.</summary>
internal static class CombiningSteps
{
    /// <summary>Adds a step after those that it combines.</summary>
    /// <param name="step">The step; it was found good.</param>
    /// <param name="steps">The steps before it, as the store names them.</param>
    /// <param name="jobSteps">The same, as workers need them.</param>
    public static void Add(StepDefinition step, List<RunStep> steps, List<JobStep> jobSteps)
    {
        // By id, so that the order in which a file names them decides nothing.
        int[] of = [.. step.Of.Order(StringComparer.Ordinal).Select(id => steps.FindIndex(s => s.Id == id))];
        int? parent = steps[of[0]].Parent;
        parent = of.All(i => steps[i].Parent == parent) ? parent : null;
        JsonNode options = Combination.ToJson(Combination.ReadOptions(CombiningWay.Find(step.Combine!)!, step.Options));
        string fingerprint = Fingerprint.Of(new CombiningIdentity
        {
            Way = step.Combine!,
            Options = CanonicalJson.Of(options),
            Of = [.. of.Select(i => (steps[i].Id, steps[i].Fingerprint))],
        });
        steps.Add(new RunStep(step.Id, step.Combine!, "", fingerprint, parent) { Of = of });
        jobSteps.Add(new JobStep
        {
            Id = step.Id,
            Fingerprint = fingerprint,
            PluginFolder = "",
            ModelFolders = new Dictionary<string, string>(),
            Options = (JsonObject)step.Options.DeepClone(),
            Parent = parent,
            Combine = step.Combine,
            Of = of,
        });
    }
}
