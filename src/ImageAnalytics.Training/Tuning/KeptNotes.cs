using ImageAnalytics.Training.Evaluation.Pictures;

namespace ImageAnalytics.Training.Tuning;

/// <summary>Says which pictures are in no figure.</summary>
internal static class KeptNotes
{
    /// <summary>Nothing where all were used.</summary>
    public static IReadOnlyList<string> OfBroken(IReadOnlyList<BrokenPicture> broken)
        => broken is [var first, ..] ? [$"{broken.Count} could not be used and are not counted, such as '{first.Name}': {first.Message}"] : [];
}
