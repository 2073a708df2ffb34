using ImageAnalytics.Inference.Cards;

namespace ImageAnalytics.Training.Families;

/// <summary>Says on the card what was measured.</summary>
internal static class CardClaim
{
    private const int Decimals = 4;

    /// <summary>A figure on the validation data.</summary>
    public static AccuracyClaim Of(string metric, double value, TrainingJob job)
        => new(metric, Math.Round(value, Decimals), $"{job.Validation.Images.Count} pictures kept apart for validation", "this project");
}
