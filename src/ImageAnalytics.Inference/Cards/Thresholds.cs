namespace ImageAnalytics.Inference.Cards;

/// <summary>What a model's answers must reach. They stand on the card, one set for each model; a step's options may override them.</summary>
public sealed record Thresholds
{
    /// <summary>Answers below this confidence, 0 to 1, are dropped.</summary>
    public double MinConfidence { get; init; }

    /// <summary>Of two boxes of one class whose IoU is above this, 0 to 1, only the more confident stays. 1 keeps all.</summary>
    public double NmsThreshold { get; init; } = 0.45;

    /// <summary>Most boxes for one region.</summary>
    public int MaxDetections { get; init; } = 100;

    /// <summary>A pixel belongs to a mask where the model's value for it is at least this, 0 to 1.</summary>
    public double MaskThreshold { get; init; } = 0.5;

    /// <summary>Most classes for one region.</summary>
    public int Top { get; init; } = 5;

    /// <summary>
    /// Largest distance, in the metric of an embedding, at which two faces are taken for one person's; null on cards of other models.
    /// </summary>
    public double? Tolerance { get; init; }
}
