using System.Globalization;

namespace ImageAnalytics.Torture.Watching;

/// <summary>How figures grow with the pictures that were done: straight lines of least squares.</summary>
internal static class Slopes
{
    private const double Settled = 0.2;
    private const int Fewest = 20;

    /// <summary>For each kind of process what it held at most, and what it grew by for so many pictures, once a fifth of them was done.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<ProcessSample> samples, int pictures, int per)
        => samples.Where(s => s.Images >= Settled * pictures && s.Images < pictures && s.Kilobytes > 0).GroupBy(s => s.Process).Select(g => string.Create(CultureInfo.InvariantCulture,
            $"{g.Key}: at most {g.Max(s => s.Kilobytes) / 1024} MB, {g.Max(s => s.Handles)} handles, {g.Max(s => s.Threads)} threads; {Growth([.. g], per)} ({g.Count()} samples, {g.Select(s => s.Id).Distinct().Count()} process(es))"));

    // A line through a handful of points tells of chance.
    private static string Growth(IReadOnlyList<ProcessSample> samples, int per) => samples.Count < Fewest
        ? string.Create(CultureInfo.InvariantCulture, $"too short a run to tell what grows, {Fewest} samples are needed: take more pictures")
        : $"for {per} pictures more {More(samples, per, s => s.Kilobytes / 1024.0)} MB, {More(samples, per, s => s.Handles)} handles, {More(samples, per, s => s.Threads)} threads";

    // Rounded first, and made a zero without a sign: a little less than nothing would be written with both signs.
    private static string More(IReadOnlyList<ProcessSample> samples, int per, Func<ProcessSample, double> figure)
        => (Math.Round(per * Slope(samples, figure), 2) + 0.0).ToString("+0.00;-0.00", CultureInfo.InvariantCulture);

    private static double Slope(IReadOnlyList<ProcessSample> samples, Func<ProcessSample, double> figure)
    {
        double x = samples.Average(s => s.Images), y = samples.Average(figure);
        double spread = samples.Sum(s => (s.Images - x) * (s.Images - x));
        return spread == 0 ? 0 : samples.Sum(s => (s.Images - x) * (figure(s) - y)) / spread;
    }
}
