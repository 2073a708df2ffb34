namespace ImageAnalytics.Training.Evaluation.Objects;

/// <summary>How good a detector is at one class. Figures are 0 to 1; null where nothing is divided by nothing, or the data have no object of it.</summary>
public sealed record ClassObjectFigures
{
    /// <summary>The class, as the data number them.</summary>
    public required int ClassId { get; init; }

    /// <summary>Objects of it, crowds not counted.</summary>
    public required int Objects { get; init; }

    /// <summary>COCO's average precision, the mean over the IoU thresholds 0.50 to 0.95.</summary>
    public required double? Ap { get; init; }

    /// <summary>The average precision at IoU 0.50.</summary>
    public required double? Ap50 { get; init; }

    /// <summary>The average precision at IoU 0.75.</summary>
    public required double? Ap75 { get; init; }

    /// <summary>Of what was found at the working point, the part that is right at IoU 0.5.</summary>
    public required double? Precision { get; init; }

    /// <summary>Of the objects, the part that was found at the working point at IoU 0.5.</summary>
    public required double? Recall { get; init; }

    /// <summary>The harmonic mean of both.</summary>
    public required double? F1 { get; init; }

    /// <summary>Precision and recall at every confidence, at IoU 0.5, the surest first.</summary>
    public required IReadOnlyList<CurvePoint> Curve { get; init; }
}
