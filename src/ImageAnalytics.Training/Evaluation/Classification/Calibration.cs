namespace ImageAnalytics.Training.Evaluation.Classification;

/// <summary>Whether a classifier is right as often as it says. Source: Guo et al., On Calibration of Modern Neural Networks, 2017, section 2.</summary>
/// <param name="Bins">Fifteen bins of equal width; a confidence on a border belongs to the lower bin.</param>
/// <param name="ExpectedError">The expected calibration error: the mean distance of confidence and accuracy over the bins, weighted by their answers.</param>
public sealed record Calibration(IReadOnlyList<CalibrationBin> Bins, double ExpectedError)
{
    private const int Count = 15;

    /// <summary>Judges answers.</summary>
    /// <param name="answers">The surest answer for each picture: its confidence, 0 to 1, and whether it is right.</param>
    public static Calibration Of(IEnumerable<(double Confidence, bool Right)> answers)
    {
        ILookup<int, (double Confidence, bool Right)> byBin = answers.ToLookup(a => Math.Clamp((int)Math.Ceiling(a.Confidence * Count) - 1, 0, Count - 1));
        CalibrationBin[] bins =
        [
            .. Enumerable.Range(0, Count).Select(i => new CalibrationBin(
                (double)i / Count,
                (double)(i + 1) / Count,
                byBin[i].Count(),
                byBin[i].Select(a => a.Confidence).DefaultIfEmpty().Average(),
                byBin[i].Select(a => a.Right ? 1.0 : 0).DefaultIfEmpty().Average())),
        ];
        int all = bins.Sum(b => b.Images);
        return new Calibration(bins, all == 0 ? 0 : bins.Sum(b => b.Images * Math.Abs(b.Accuracy - b.Confidence)) / all);
    }
}
