using System.Globalization;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Reads numbers that somebody else wrote.</summary>
internal static class LabelNumber
{
    private const double Largest = 1e9;

    /// <summary>A finite number of at most a thousand million; null for anything else.</summary>
    public static double? Parse(ReadOnlySpan<char> text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && Math.Abs(number) <= Largest ? number : null;
}
