namespace ImageAnalytics.Training.Tuning;

/// <summary>One set of values to try.</summary>
/// <param name="Number">From 1; 0 is the recipe or pipeline as it is.</param>
/// <param name="Values">By the names of the parameters, as YAML on one line; empty for number 0.</param>
public sealed record Trial(int Number, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The number of what is not changed.</summary>
    public const int Unchanged = 0;
}
