using ImageAnalytics.Inference.Cards;

namespace ImageAnalytics.Training.Families;

/// <summary>Says on the card what was measured.</summary>
internal static class CardClaim
{
    private const int Decimals = 4;

    /// <summary>A figure on the validation data.</summary>
    public static AccuracyClaim Of(string metric, double value, TrainingJob job) => Of(metric, value, job.Validation.Images.Count);

    /// <summary>A figure on so many pictures of the validation data.</summary>
    public static AccuracyClaim Of(string metric, double value, int pictures)
        => new(metric, Math.Round(value, Decimals), $"{pictures} pictures kept apart for validation", "this project");
}
