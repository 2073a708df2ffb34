namespace ImageAnalytics.Training.Datasets.Checking;

/// <summary>What a look at one picture gave.</summary>
/// <param name="Hash">The hash of its bytes; null where they cannot be read.</param>
/// <param name="Width">Columns; 0 where it cannot be decoded.</param>
/// <param name="Height">Rows; 0 where it cannot be decoded.</param>
/// <param name="Look">How it looks; null where it is not compared.</param>
/// <param name="Problem">Why it is broken, as a sentence; null where it is whole.</param>
internal sealed record PictureFacts(string? Hash, int Width, int Height, PerceptualHash? Look, string? Problem);
