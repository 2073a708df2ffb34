using System.CommandLine;

namespace ImageAnalytics.Cli.Running;

/// <summary>An option as it was given, to hand it on to another command.</summary>
internal static class GivenOption
{
    /// <summary>Its name and values; nothing when it was left out.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="option">The option.</param>
    public static IEnumerable<string> Of(ParseResult arguments, Option option)
        => arguments.GetResult(option) is { Implicit: false } result ? [option.Name, .. result.Tokens.Select(t => t.Value)] : [];
}
