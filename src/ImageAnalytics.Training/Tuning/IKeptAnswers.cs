namespace ImageAnalytics.Training.Tuning;

/// <summary>What a model said about pictures, with thresholds so low that those of any trial can be applied afterwards.</summary>
internal interface IKeptAnswers
{
    /// <summary>How many pictures are in the figures.</summary>
    int Pictures { get; }

    /// <summary>What is in no figure, in whole sentences.</summary>
    IReadOnlyList<string> Notes { get; }

    /// <summary>A figure of what a step with these options would give.</summary>
    /// <param name="options">A trial's options by name, as YAML on one line.</param>
    /// <param name="figure">The figure.</param>
    double Score(IReadOnlyDictionary<string, string> options, string figure);
}
