namespace ImageAnalytics.Training.Families.Classification;

/// <summary>The networks of a classifier and how they learn.</summary>
internal sealed record ClassifierOptions : FamilyOptions
{
    /// <summary>
    /// The networks, at least one. Several begin with other weights, learn side by side from the same pictures, and the model answers with the mean of
    /// what they say (Lakshminarayanan et al., Simple and scalable predictive uncertainty estimation using deep ensembles, 2017, section 2.4).
    /// </summary>
    public IReadOnlyList<ClassifierMember> Members { get; init; } = [new()];

    /// <inheritdoc/>
    public override int Parts => Members.Count;

    /// <summary>Share of the truth that is spread over all classes (Szegedy et al., 2016).</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Strength of mixing pairs of pictures (Zhang et al., mixup, 2018), the beta distribution's parameter; 0 for none.</summary>
    public double Mixup { get; init; }

    /// <summary>
    /// Whether the model answers with the mean of what it says of a picture and of its mirror image, in twice the time
    /// (Krizhevsky et al., ImageNet classification with deep convolutional neural networks, 2012, section 4.1). It learns as without.
    /// </summary>
    public bool Mirrored { get; init; }

    /// <summary>Whether rare classes count as much as frequent ones.</summary>
    public bool Balanced { get; init; }
}
