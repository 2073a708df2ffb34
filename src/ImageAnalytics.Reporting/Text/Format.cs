using System.Globalization;

namespace ImageAnalytics.Reporting;

/// <summary>Numbers and times as the page shows them; the same on every machine.</summary>
internal static class Format
{
    /// <summary>A whole number with a thin space between groups of three digits.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", "\u202F", StringComparison.Ordinal);

    /// <summary>A confidence with two decimals.</summary>
    public static string Confidence(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A figure of 0 to 1 with three decimals, or a dash where there is none.</summary>
    public static string Fraction(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>A part of a whole as a percentage for SVG attributes, 0 to 100 %.</summary>
    public static string Percent(double part, double whole)
        => (whole > 0 ? Math.Clamp(100 * part / whole, 0, 100) : 0).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary>A limit that a person wrote down, with as many digits as they wrote.</summary>
    public static string Limit(double value) => value.ToString("#,0.######", CultureInfo.InvariantCulture).Replace(",", "\u202F", StringComparison.Ordinal);

    /// <summary>A moment to the minute, with its offset from UTC.</summary>
    public static string Moment(DateTimeOffset value) => value.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    /// <summary>A duration in its two largest units.</summary>
    public static string Duration(TimeSpan value) => value switch
    {
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(long)value.TotalHours} h {value.Minutes} min"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{value.Minutes} min {value.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value.TotalSeconds:0.0} s"),
    };
}
