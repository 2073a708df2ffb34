using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Lanes;

/// <summary>Says of steps that they failed, because the picture could not be had.</summary>
internal static class StepFailures
{
    /// <summary>A failure for each step, once for steps that are the same.</summary>
    /// <param name="fingerprints">Of all steps.</param>
    /// <param name="missing">Indexes of those that failed.</param>
    /// <param name="failure">The class.</param>
    /// <param name="message">What happened.</param>
    public static IReadOnlyList<StepResult> Of(IEnumerable<string> fingerprints, IEnumerable<int> missing, string failure, string? message)
    {
        string[] all = [.. fingerprints];
        return [.. missing.Select(i => all[i]).Distinct(StringComparer.Ordinal).Select(f => new StepResult(f, failure, message, []))];
    }
}
