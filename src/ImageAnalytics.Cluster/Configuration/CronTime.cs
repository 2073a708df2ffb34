using System.Globalization;
using System.Text.RegularExpressions;
using Quartz;

namespace ImageAnalytics.Cluster.Configuration;

/// <summary>Times by the clock of a zone, as five cron fields say: minute, hour, day of month, month, day of week.</summary>
/// <remarks>
/// A time that a night does not have, because clocks go forward, comes when they do; a time that a night has twice comes once, the first time.
/// Expressions for every hour or minute follow real time through both nights.
/// </remarks>
public sealed partial class CronTime : IEquatable<CronTime>
{
    private const int Fields = 5;
    private const string Expected = "expected five fields (minute 0-59, hour 0-23, day of month 1-31, month 1-12 or JAN-DEC, day of week 0-7 or SUN-SAT), each a number, '*', a list, a range or a step";
    private static readonly int[] s_largest = [59, 23, 31, 12, 7];
    private readonly CronExpression _expression;

    private CronTime(string text, CronExpression expression) => (Text, _expression) = (text, expression);

    /// <summary>The expression as it was written.</summary>
    public string Text { get; }

    /// <summary>The zone.</summary>
    public TimeZoneInfo Zone => _expression.TimeZone;

    /// <summary>The expression for the scheduler.</summary>
    internal CronExpression Expression => _expression;

    /// <summary>Reads an expression.</summary>
    /// <param name="text">Five fields, or <c>@daily</c> and its kin.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="problem">What was expected and found, when it is none.</param>
    /// <returns>The times; null when the expression is none.</returns>
    public static CronTime? TryParse(string text, TimeZoneInfo zone, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(zone);
        string[] parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts is not [['@', ..]] && parts.Length != Fields)
        {
            problem = $"expected five fields (minute, hour, day of month, month, day of week), such as '30 2 * * *' for half past two every night; found {parts.Length}."
                + (parts.Length is 6 or 7 ? $" Fields for seconds and years are not understood: leave them out, as in '{string.Join(' ', parts[1..6]).Replace('?', '*')}'. Days of the week count from 0, Sunday, to 6." : "");
            return null;
        }

        // The library takes 99 for '*' and 98 for '?'.
        if (parts.Length == Fields && parts.Zip(s_largest).FirstOrDefault(p => Numbers().Matches(p.First).Any(n => n.Value.Length > 2 || int.Parse(n.Value, CultureInfo.InvariantCulture) > p.Second)) is { First: { } field, Second: var largest })
        {
            problem = $"{Expected}; found '{field}', which goes beyond {largest}.";
            return null;
        }

        try
        {
            CronExpression expression = CronExpression.Parse(string.Join(' ', parts), CronFormat.Unix).WithTimeZone(zone);
            problem = expression.GetNextValidTimeAfter(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)) is null
                ? "expected a time that comes again and again; found a day that no month has."
                : null;
            return problem is null ? new CronTime(string.Join(' ', parts), expression) : null;
        }
        catch (FormatException e)
        {
            problem = $"{Expected}; {e.Message.TrimEnd('.')}.";
            return null;
        }
    }

    /// <summary>The first time after a moment; null when there is none.</summary>
    public DateTimeOffset? After(DateTimeOffset moment) => _expression.GetNextValidTimeAfter(moment);

    /// <summary>The moment at which a clock of the zone shows a time: the first one where it does so twice, the change where it never does.</summary>
    public DateTimeOffset AtLocal(DateTime time)
    {
        DateTime shown = time;
        while (Zone.IsInvalidTime(shown))
        {
            shown = shown.AddMinutes(1);
        }

        TimeSpan offset = Zone.IsAmbiguousTime(shown) ? Zone.GetAmbiguousTimeOffsets(shown).Max() : Zone.GetUtcOffset(shown);
        return new DateTimeOffset(shown, offset);
    }

    /// <summary>A moment as a clock of the zone shows it.</summary>
    public string Show(DateTimeOffset moment)
        => string.Create(CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(moment, Zone):yyyy-MM-dd HH:mm zzz} ({Zone.Id})");

    /// <inheritdoc />
    public bool Equals(CronTime? other) => other is not null && other.Text == Text && other.Zone.Id == Zone.Id;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as CronTime);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Text, Zone.Id);

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();
}
