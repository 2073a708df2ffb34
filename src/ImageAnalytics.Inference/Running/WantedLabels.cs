using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Running;

/// <summary>The classes that a step's option <c>labels</c> keeps.</summary>
public static class WantedLabels
{
    private const int MostNamed = 100;

    /// <summary>The numbers of the classes with these labels; null, for all, where none is named.</summary>
    /// <param name="labels">What the option names.</param>
    /// <param name="runner">The model that knows the labels.</param>
    /// <param name="stepId">The step, for messages.</param>
    /// <exception cref="PluginException">The model does not know a label; names every one.</exception>
    public static IReadOnlySet<int>? Of(IReadOnlyList<string> labels, ModelRunner runner, string stepId)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(runner);
        if (labels.Count == 0)
        {
            return null;
        }

        string[] unknown = [.. labels.Where(l => !runner.Labels.Contains(l))];
        return unknown.Length == 0
            ? Enumerable.Range(0, runner.Labels.Count).Where(i => labels.Contains(runner.Labels[i])).ToHashSet()
            : throw new PluginException([.. unknown.Select(l =>
                $"Option 'labels' of step '{stepId}' names '{l}', which model '{runner.Model.Name}' does not know. It knows: {string.Join(", ", runner.Labels.Take(MostNamed))}.")]);
    }
}
