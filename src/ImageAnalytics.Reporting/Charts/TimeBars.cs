using System.Globalization;
using ImageAnalytics.Results.Statistics;

namespace ImageAnalytics.Reporting.Charts;

/// <summary>Images by day, month or year, with a bar for each in between, so that a bar's place is its time.</summary>
/// <param name="Names">What each bar stands for.</param>
/// <param name="Counts">Its images.</param>
internal sealed record TimeBars(IReadOnlyList<string> Names, IReadOnlyList<long> Counts)
{
    private const int Most = 62, MonthsOfYear = 12;

    /// <summary>The bars; null where fewer than two days have images.</summary>
    /// <param name="days">Days as texts; those that no calendar has are left out.</param>
    public static TimeBars? Of(IReadOnlyList<DayCount> days)
    {
        (DateOnly Day, long Images)[] dated =
        [
            .. days.Select(d => (IsDay: DateOnly.TryParseExact(d.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day), day, d.Images))
                .Where(d => d.IsDay).Select(d => (d.day, d.Images)).OrderBy(d => d.day),
        ];
        if (dated.Length < 2)
        {
            return null;
        }

        DateOnly first = dated[0].Day, last = dated[^1].Day;
        int inDays = last.DayNumber - first.DayNumber + 1, inMonths = MonthOf(last) - MonthOf(first) + 1, inYears = last.Year - first.Year + 1;
        if (inDays <= Most)
        {
            return Fill(dated, inDays, d => d.DayNumber - first.DayNumber, i => Text(first.AddDays(i), "yyyy-MM-dd"));
        }

        if (inMonths <= Most)
        {
            return Fill(dated, inMonths, d => MonthOf(d) - MonthOf(first), i => Text(first.AddDays(1 - first.Day).AddMonths(i), "yyyy-MM"));
        }

        // A camera without a clock gives years long ago; they share a bar.
        int from = Math.Max(first.Year, last.Year - Most + 1);
        return Fill(dated, last.Year - from + 1, d => Math.Max(0, d.Year - from), i => (i == 0 && inYears > Most ? "until " : "") + (from + i).ToString("0000", CultureInfo.InvariantCulture));
    }

    private static TimeBars Fill((DateOnly Day, long Images)[] dated, int count, Func<DateOnly, int> place, Func<int, string> name)
    {
        long[] counts = new long[count];
        foreach ((DateOnly day, long images) in dated)
        {
            counts[place(day)] += images;
        }

        return new TimeBars([.. Enumerable.Range(0, count).Select(name)], counts);
    }

    private static int MonthOf(DateOnly day) => (day.Year * MonthsOfYear) + day.Month;

    private static string Text(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);
}
