using System.Text.RegularExpressions;

namespace ImageAnalytics.Engine.Models;

/// <summary>Says whether a licence, named or in words, forbids commercial use.</summary>
/// <remarks>
/// An aid for people, not legal advice: a text without any of the usual words passes. Expressions are read as SPDX 3.0, annex B, has them:
/// of <c>A OR B</c> the user may choose, of <c>A AND B</c> both hold.
/// </remarks>
public static partial class LicenceTerms
{
    private const int LongestText = 4_000;

    /// <summary>What a person should know before using what a model finds; null when its licence allows commercial use.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="licence">Its licence, as an SPDX expression or in words.</param>
    public static string? WarningFor(string model, string licence) => ForbidsCommercialUse(licence)
        ? $"The licence of model '{model}', '{Shown(licence)}', forbids commercial use. Use its results for other purposes only, or choose another model."
        : null;

    /// <summary>Whether a licence forbids commercial use.</summary>
    /// <param name="licence">An SPDX expression, or a text.</param>
    public static bool ForbidsCommercialUse(string? licence)
    {
        if (string.IsNullOrWhiteSpace(licence))
        {
            return false;
        }

        string text = licence.Length > LongestText ? licence[..LongestText] : licence;
        // Brackets that do not match are no expression: words after all.
        return Expression().IsMatch(text) && text.Count(c => c == '(') == text.Count(c => c == ')')
            ? AnyOf(new Queue<string>(Token().Matches(text).Select(m => m.Value)))
            : TextForbids(text);
    }

    private static bool AnyOf(Queue<string> tokens)
    {
        bool forbids = AllOf(tokens);
        while (tokens.TryPeek(out string? next) && next == "OR")
        {
            tokens.Dequeue();
            forbids &= AllOf(tokens);
        }

        return forbids;
    }

    private static bool AllOf(Queue<string> tokens)
    {
        bool forbids = Part(tokens);
        while (tokens.TryPeek(out string? next) && next is "AND" or "WITH")
        {
            tokens.Dequeue();
            forbids |= Part(tokens);
        }

        return forbids;
    }

    private static bool Part(Queue<string> tokens)
    {
        if (!tokens.TryDequeue(out string? token))
        {
            return false;
        }

        if (token != "(")
        {
            return TextForbids(token);
        }

        bool forbids = AnyOf(tokens);
        if (tokens.TryPeek(out string? end) && end == ")")
        {
            tokens.Dequeue();
        }

        return forbids;
    }

    private static bool TextForbids(string text)
    {
        string plain = Separators().Replace(text.ToLowerInvariant(), " ").Trim();
        return Forbidding().IsMatch(Harmless().Replace(plain, " … "));
    }

    private static string Shown(string licence)
    {
        string line = Separators().Replace(licence, m => m.Value.Any(char.IsWhiteSpace) ? " " : m.Value).Trim();
        return line.Length <= 80 ? line : line[..80] + "…";
    }

    [GeneratedRegex(@"^[\s(]*[A-Za-z0-9.+:-]+(?:[\s)]+(?:OR|AND|WITH)[\s(]+[A-Za-z0-9.+:-]+)*[\s)]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Expression();

    [GeneratedRegex(@"[()]|[^\s()]+", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    // All kinds of hyphens, dashes, underscores, blanks and quotes, invisible ones included.
    [GeneratedRegex(@"[\s\p{Pd}\p{Zs}\p{Cf}_/'""‘’“”]+", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();

    // Licences that have such a word in their name, and phrases that allow both kinds of use.
    [GeneratedRegex(
        @"academic free licen[cs]e"
        + @"|(?:both )?commercial(?:ly)?(?: use)?,? (?:and|or|and or|as well as)(?: for)? non ?commercial(?:ly)?"
        + @"|(?:both )?non ?commercial(?:ly)?(?: use)?,? (?:and|or|and or|as well as)(?: for)? commercial(?:ly)?"
        + @"|(?:no|not|nor|without)(?: any| a| limited to| restricted to| only)* non ?commercial"
        + @"|(?:not limited to|not restricted to) (?:academic|research|educational|personal)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Harmless();

    [GeneratedRegex(
        @"\bnon ?commercial"
        + @"|\bcc (?:by )?nc\b|\bby nc\b|\bccbync|\bnc (?:sa|nd)\b|\blicen[cs]e nc\b|\bnc licen[cs]e\b|^[\w.]+(?: [\w.]+)* nc(?: v?\d[\d.]*)?$"
        + @"|\b(?:not?|never)(?: be| to be| being| used)* (?:for|in)?(?: any| a)? ?commercial(?:ly)?\b"
        + @"|\bcommercial(?:ly)? (?:use|usage|purposes?|applications?|exploitation)?[\w ,]{0,20}\b(?:prohibited|forbidden|excluded|not (?:allowed|permitted)|disallowed)"
        + @"|\b(?:prohibits?|forbids?|excludes?|excluding|except(?: for)?|disallows?)(?: any| the| all)? commercial"
        + @"|\bcommercial (?:use|usage)[\w ,]{0,20}\b(?:requires?|needs?|on request|by agreement|upon request|licen[cs]e required)"
        + @"|\bacademic\b"
        + @"|\b(?:research|scientific|educational?|personal|private|evaluation|teaching|study)(?:(?: and| or|,)? (?:research|scientific|educational?|personal|private|evaluation|teaching|study))* (?:use |usage |purposes? )?only\b"
        + @"|\b(?:only|solely|exclusively)(?: be)?(?: used| available| licensed)?(?: for|in)?(?: the purpose of| any| your)? (?:non profit |scientific |internal )?(?:research|educational?|evaluation|personal)\b"
        + @"|\bmicrosoft research licen[cs]e|\bmsr la\b|\bpolyform (?:noncommercial|personal|internal use|strict)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Forbidding();
}
