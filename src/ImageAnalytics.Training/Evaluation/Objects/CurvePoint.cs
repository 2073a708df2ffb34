namespace ImageAnalytics.Training.Evaluation.Objects;

/// <summary>A point of a precision-recall curve: what counts when all detections of at least a confidence are taken.</summary>
/// <param name="Confidence">The confidence.</param>
/// <param name="Recall">0 to 1.</param>
/// <param name="Precision">0 to 1; not interpolated.</param>
public readonly record struct CurvePoint(double Confidence, double Recall, double Precision)
{
    /// <summary>The harmonic mean of precision and recall.</summary>
    public double F1 => Recall + Precision > 0 ? 2 * Recall * Precision / (Recall + Precision) : 0;
}
