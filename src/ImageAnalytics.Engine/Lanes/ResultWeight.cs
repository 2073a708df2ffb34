using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Lanes;

/// <summary>How much there is to keep of what was found: what a plugin reports must not fill the memory of the run, observation by observation within the limits.</summary>
internal static class ResultWeight
{
    /// <summary>What one step may report for one image, in characters or numbers.</summary>
    public const long Most = 16 << 20;

    /// <summary>More observations than this can never be kept for one step and image.</summary>
    public const int MostObservations = (int)(Most / Least);

    private const int Least = 100;

    /// <summary>Says that observations are too much for one step and image, or null.</summary>
    public static string? ProblemOf(IReadOnlyList<StoredObservation> observations)
        => Of(observations) is > Most and var weight
            ? FormattableString.Invariant($"The plugin reported {observations.Count:N0} observations of {weight:N0} characters and numbers together for one image; at most {Most:N0} are kept. Report fewer, or less detail of each.")
            : null;

    /// <summary>The weight of all that was found in an image.</summary>
    public static long Of(ItemResult result) => Least + (result.Image?.Steps.Sum(s => Of(s.Observations)) ?? 0);

    private static long Of(IReadOnlyList<StoredObservation> observations)
        => observations.Sum(o => Least + o.Value.Label.Length + (o.Value.Detail?.Length ?? 0L) + (o.Value.Mask?.CompressedRle.Length ?? 0) + (o.Value.Embedding?.Count ?? 0));
}
