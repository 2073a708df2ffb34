namespace ImageAnalytics.Training.Evaluation.Objects;

/// <summary>What went right and wrong at a working point. Right and missed together are all objects, crowds not counted.</summary>
/// <param name="Right">Objects that were found; <see cref="Verdict.Right"/>.</param>
/// <param name="Missed">Objects that no detection of their class found with an IoU of at least 0.5.</param>
/// <param name="Misplaced"><see cref="Verdict.Misplaced"/>.</param>
/// <param name="WrongClass"><see cref="Verdict.WrongClass"/>.</param>
/// <param name="Duplicate"><see cref="Verdict.Duplicate"/>.</param>
/// <param name="Background"><see cref="Verdict.Background"/>.</param>
public sealed record ErrorCounts(int Right, int Missed, int Misplaced, int WrongClass, int Duplicate, int Background)
{
    /// <summary>Detections that are wrong, of whatever kind.</summary>
    public int Wrong => Misplaced + WrongClass + Duplicate + Background;

    /// <summary>Counts the detections of at least a confidence.</summary>
    /// <param name="objects">True objects, crowds not counted.</param>
    /// <param name="judged">Detections.</param>
    /// <param name="confidence">The working point.</param>
    public static ErrorCounts Of(int objects, IEnumerable<JudgedObject> judged, double confidence)
    {
        int[] counts = new int[Enum.GetValues<Verdict>().Length];
        foreach (JudgedObject one in judged.Where(j => j.Found.Confidence >= confidence))
        {
            counts[(int)one.Verdict]++;
        }

        int right = counts[(int)Verdict.Right];
        return new ErrorCounts(
            right, objects - right, counts[(int)Verdict.Misplaced], counts[(int)Verdict.WrongClass], counts[(int)Verdict.Duplicate], counts[(int)Verdict.Background]);
    }
}
