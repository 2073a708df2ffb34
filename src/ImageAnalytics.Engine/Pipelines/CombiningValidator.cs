using ImageAnalytics.Results.Combining;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Checks a combining step: its options, and whether there is something to combine.</summary>
internal sealed class CombiningValidator(StepDefinition step, Pipeline pipeline, PipelineEnvironment environment, ProblemList problems)
{
    private const double MostWeight = 1000;
    private static readonly string[] s_boxes = [ObservationKinds.Detection, ObservationKinds.Instance, ObservationKinds.Face];

    private string StepText => $"Step '{ShownText.Of(step.Id)}'";

    /// <summary>Reports everything that keeps the step from running.</summary>
    public void Check()
    {
        if (CombiningWay.Find(step.Combine!) is not { } way)
        {
            return; // Told when the file was read.
        }

        List<OptionProblem> found = [];
        object? options = PluginOptions.Read(way.Options, step.Options, found);
        StepValidator.AddOptionProblems(step, found, [.. PluginOptions.Describe(way.Options).Select(o => o.Name)], problems);
        CheckLabels((options as ICombiningOptions)?.Labels);
        CheckWeights((options as WeightedBoxesOptions)?.Weights);
        if (options is VoteOptions { MinVotes: { } votes } && votes > step.Of.Count && step.Of.Count > 0)
        {
            problems.Add(
                step.PositionOf("options/minVotes"),
                $"{StepText} wants {votes} steps to agree, and combines {step.Of.Count}.",
                $"1 to {step.Of.Count}");
        }

        if (step.Of.Count == 0 && step.Positions.ContainsKey("of"))
        {
            problems.Add(step.PositionOf("of"), $"{StepText} names no step in 'of'.", "a list of at least one step id");
        }

        CheckKinds(way.Name == "vote");
    }

    private void CheckLabels(IReadOnlyDictionary<string, string>? labels)
    {
        foreach ((string label, _) in (labels ?? new Dictionary<string, string>()).Where(l => string.IsNullOrEmpty(l.Value)))
        {
            problems.Add(step.PositionOf($"options/labels/{label}"), $"{StepText}: the label '{ShownText.Of(label)}' is given no other name.", "the label that it means");
        }
    }

    private void CheckWeights(IReadOnlyDictionary<string, double>? weights)
    {
        foreach ((string id, double weight) in weights ?? new Dictionary<string, double>())
        {
            if (!step.Of.Contains(id))
            {
                problems.Add(
                    step.PositionOf($"options/weights/{id}:key"),
                    $"{StepText} gives a weight to the step '{ShownText.Of(id)}', which it does not combine.",
                    "one of: " + string.Join(", ", step.Of.Select(o => ShownText.Of(o))),
                    NearestName.Of(id, step.Of));
            }

            if (weight is not (> 0 and <= MostWeight))
            {
                problems.Add(
                    step.PositionOf($"options/weights/{id}"),
                    FormattableString.Invariant($"{StepText}: the weight of the step '{ShownText.Of(id)}' is {weight}."),
                    FormattableString.Invariant($"a number above 0, at most {MostWeight}. To leave the step out, remove it from 'of'"));
            }
        }
    }

    private void CheckKinds(bool votes)
    {
        (string Id, string[] Kinds)[] all = [.. step.Of.Select(id => (id, Kinds: KindsOf(id, []))).Where(s => s.Kinds.Length > 0)];
        bool onLabels = votes && all.Any(s => !s.Kinds.Intersect(s_boxes).Any() && s.Kinds.Contains(ObservationKinds.Classification));
        string[] wanted = onLabels ? [ObservationKinds.Classification] : s_boxes;
        foreach ((string id, string[] kinds) in all.Where(s => !s.Kinds.Intersect(wanted).Any()))
        {
            string what = onLabels ? "votes on labels of whole regions" : "combines boxes";
            problems.Add(
                step.PositionOf($"of/{id}"),
                $"{StepText} {what}, and the step '{ShownText.Of(id)}' gives none: it finds {string.Join(" and ", kinds)}.",
                "steps that find " + string.Join(" or ", wanted));
        }
    }

    /// <summary>What a step finds, as its plugin says; nothing when that is not known.</summary>
    private string[] KindsOf(string id, HashSet<string> seen)
    {
        if (!seen.Add(id) || pipeline.Steps.FirstOrDefault(s => s.Id == id) is not { } found)
        {
            return [];
        }

        return found.Combine is not null
            ? [.. found.Of.SelectMany(o => KindsOf(o, seen)).Distinct(StringComparer.Ordinal)]
            : [.. environment.Plugins.FirstOrDefault(p => p.Manifest.Id == found.Plugin)?.Manifest.Emits ?? []];
    }
}
