namespace ImageAnalytics.Training.Evaluation;

/// <summary>Parts of wholes that may be empty.</summary>
internal static class Ratio
{
    /// <summary>A part of a whole; null for a part of nothing.</summary>
    public static double? Of(int part, int whole) => whole > 0 ? (double)part / whole : null;

    /// <summary>The harmonic mean of precision and recall; null where there is neither anything to find nor anything found.</summary>
    public static double? F1(int right, int wrong, int missed) => Of(2 * right, (2 * right) + wrong + missed);
}
