namespace ImageAnalytics.Training.Tuning;

/// <summary>Something that is tuned, and the values it may take: those of a list, or of a range.</summary>
public sealed record TuneParameter
{
    /// <summary>Its place with dots: <c>training.rate</c> in a recipe, <c>STEP.OPTION</c> in a pipeline.</summary>
    public required string Name { get; init; }

    /// <summary>The values to choose from, as YAML on one line; empty for a range.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The range's least value.</summary>
    public double From { get; init; }

    /// <summary>The range's largest value.</summary>
    public double To { get; init; }

    /// <summary>Whether equal ratios, not equal differences, are equally likely.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Whether only whole numbers are taken.</summary>
    public bool Whole { get; init; }

    /// <summary>The values at which it can be checked whether the range or list is allowed: every choice, or both ends.</summary>
    /// <remarks>Not enough for a range that leads through values of another kind: see <see cref="Between"/>.</remarks>
    internal IReadOnlyList<string> Extremes => Choices.Count > 0 ? Choices : [TuneValue.Of(From), TuneValue.Of(To)];

    /// <summary>A value within a range of any numbers, and no whole one; null for whole numbers, lists, and ranges of one value.</summary>
    internal string? Between => Choices.Count > 0 || Whole || !(From < To) ? null : TrialSampler.ValueAt(this, 1 / Math.PI) is var value && value.Contains('.', StringComparison.Ordinal) ? value : TuneValue.Of(From + ((To - From) / Math.PI));
}
