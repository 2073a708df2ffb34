namespace ImageAnalytics.Engine.Pipelines.Globs;

/// <summary>One part of a glob between slashes: text with <c>*</c> (any run of characters) and <c>?</c> (one character).</summary>
/// <remarks>Ignores case by simple case mapping, independent of culture. Allocates nothing when matching.</remarks>
internal sealed class SegmentPattern
{
    private readonly string _pattern;
    private readonly bool _literal;

    public SegmentPattern(string pattern)
    {
        _pattern = pattern.ToUpperInvariant();
        _literal = pattern.AsSpan().IndexOfAny('*', '?') < 0;
        MatchesAll = pattern == "*";
    }

    /// <summary>Whether every name matches.</summary>
    public bool MatchesAll { get; }

    /// <summary>Whether a name matches as a whole.</summary>
    public bool Matches(ReadOnlySpan<char> name)
    {
        if (MatchesAll)
        {
            return true;
        }

        return _literal
            ? name.Equals(_pattern, StringComparison.OrdinalIgnoreCase)
            : MatchesWildcards(name);
    }

    // Greedy with one point of return: a later star makes the earlier ones final, so the cost is at most name × pattern.
    private bool MatchesWildcards(ReadOnlySpan<char> name)
    {
        int n = 0, p = 0, star = -1, resume = 0;
        while (n < name.Length)
        {
            if (p < _pattern.Length && _pattern[p] == '*')
            {
                (star, resume) = (p++, n);
            }
            else if (p < _pattern.Length && _pattern[p] == '?')
            {
                n += LengthAt(name, n);
                p++;
            }
            else if (p < _pattern.Length && _pattern[p] == char.ToUpperInvariant(name[n]))
            {
                n++;
                p++;
            }
            else if (star >= 0)
            {
                resume += LengthAt(name, resume);
                (p, n) = (star + 1, resume);
            }
            else
            {
                return false;
            }
        }

        return _pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }

    private static int LengthAt(ReadOnlySpan<char> name, int at)
        => char.IsHighSurrogate(name[at]) && at + 1 < name.Length && char.IsLowSurrogate(name[at + 1]) ? 2 : 1;
}
