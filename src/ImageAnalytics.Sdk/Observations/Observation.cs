namespace ImageAnalytics.Sdk;

/// <summary>One thing that a step found in one region.</summary>
/// <remarks>Immutable, owns all that it holds: it may be kept after the pixels are gone.</remarks>
public sealed record Observation
{
    /// <summary>One of <see cref="ObservationKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The class name as the model's labels say it. Empty for an unknown face.</summary>
    public string Label { get; init; } = "";

    /// <summary>What the model says, 0 to 1. Stored with four decimals.</summary>
    public double Confidence { get; init; }

    /// <summary>Where it is; null for what concerns the whole region. A plugin gives it in pixels of the region.</summary>
    public BoundingBox? Box { get; init; }

    /// <summary>Place among the answers for one region, from 1; 0 where there is no order.</summary>
    public int Rank { get; init; }

    /// <summary>
    /// Which pixels belong to it; null where the model gives none. It covers the whole upright image at full scale, also when it
    /// was found in a region.
    /// </summary>
    public Mask? Mask { get; init; }

    /// <summary>The embedding; null where the model gives none.</summary>
    public IReadOnlyList<float>? Embedding { get; init; }

    /// <summary>
    /// Points of it, such as eyes, nose and corners of the mouth; null where the model gives none. A plugin gives them in pixels of the
    /// region; the host maps them to the image and keeps them under <c>points</c> in <see cref="Detail"/>, with one decimal.
    /// </summary>
    public IReadOnlyList<ImagePoint>? Points { get; init; }

    /// <summary>
    /// The picture, of an observation of the kind <see cref="ObservationKinds.Picture"/>; null otherwise. The host keeps the file by its
    /// content and names it under <c>file</c> in <see cref="Detail"/>, with <c>width</c> and <c>height</c>.
    /// </summary>
    public EncodedPicture? Picture { get; init; }

    /// <summary>Anything else worth keeping, as one JSON object; null for nothing.</summary>
    public string? Detail { get; init; }
}
