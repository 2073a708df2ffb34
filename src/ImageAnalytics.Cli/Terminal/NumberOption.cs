using System.CommandLine.Parsing;
using System.Globalization;

namespace ImageAnalytics.Cli.Terminal;

/// <summary>Options that are numbers.</summary>
internal static class NumberOption
{
    /// <summary>Reads a number with a point; NaN where it is none, which the option's range then refuses. A comma stands for nothing, not for thousands.</summary>
    public static double Parse(ArgumentResult result)
        => result.Tokens is [var only] && double.TryParse(only.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN;

    /// <summary>As <see cref="Parse"/>, for a number that may be left away.</summary>
    public static double? ParseOptional(ArgumentResult result) => Parse(result);
}
