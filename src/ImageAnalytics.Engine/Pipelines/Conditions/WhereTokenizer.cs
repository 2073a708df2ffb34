using Superpower;
using Superpower.Model;

namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>Cuts an expression into tokens. Never fails: what has no meaning becomes <see cref="WhereToken.Unknown"/>.</summary>
internal sealed class WhereTokenizer : Tokenizer<WhereToken>
{
    private static readonly Dictionary<string, WhereToken> s_keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["and"] = WhereToken.And,
        ["or"] = WhereToken.Or,
        ["not"] = WhereToken.Not,
        ["in"] = WhereToken.In,
        ["between"] = WhereToken.Between,
        ["like"] = WhereToken.Like,
    };

    // Longer ones first.
    private static readonly (string Text, WhereToken Token)[] s_signs =
    [
        ("==", WhereToken.Equal), ("!=", WhereToken.NotEqual), ("<>", WhereToken.NotEqual),
        ("<=", WhereToken.LessOrEqual), (">=", WhereToken.GreaterOrEqual),
        ("&&", WhereToken.Unknown), ("||", WhereToken.Unknown), ("=>", WhereToken.Unknown), ("=<", WhereToken.Unknown),
        ("=", WhereToken.Equal), ("<", WhereToken.Less), (">", WhereToken.Greater),
        ("+", WhereToken.Plus), ("-", WhereToken.Minus), ("*", WhereToken.Times), ("/", WhereToken.Divide),
        ("(", WhereToken.Open), (")", WhereToken.Close), (",", WhereToken.Comma),
    ];

    /// <inheritdoc />
    protected override IEnumerable<Result<WhereToken>> Tokenize(TextSpan span)
    {
        string text = span.ToStringValue();
        // From where the last token ended: a span counts lines, so that skipping from the beginning costs as much as reading all again.
        TextSpan rest = span;
        int at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                rest = rest.Skip(1);
                at++;
                continue;
            }

            (WhereToken token, int length) = Next(text, at);
            TextSpan start = rest;
            rest = rest.Skip(length);
            yield return Result.Value(token, start, rest);
            at += length;
        }
    }

    private static (WhereToken Token, int Length) Next(string text, int at)
    {
        char first = text[at];
        if (first is '\'' or '"')
        {
            return TextAt(text, at);
        }

        if (char.IsAsciiDigit(first) || (first == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            return (WhereToken.Number, NumberLength(text.AsSpan(at)));
        }

        if (char.IsLetter(first) || first == '_')
        {
            int end = at;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }

            return (s_keywords.GetValueOrDefault(text[at..end], WhereToken.Word), end - at);
        }

        foreach ((string sign, WhereToken token) in s_signs)
        {
            if (string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0)
            {
                return (token, sign.Length);
            }
        }

        return (WhereToken.Unknown, char.IsHighSurrogate(first) && at + 1 < text.Length ? 2 : 1);
    }

    private static (WhereToken Token, int Length) TextAt(string text, int start)
    {
        char quote = text[start];
        for (int i = start + 1; i < text.Length; i++)
        {
            if (text[i] != quote)
            {
                continue;
            }

            if (i + 1 == text.Length || text[i + 1] != quote)
            {
                return (WhereToken.Text, i + 1 - start);
            }

            i++;
        }

        return (WhereToken.Unknown, text.Length - start);
    }

    private static int NumberLength(ReadOnlySpan<char> text)
    {
        int length = Digits(text, 0);
        if (length < text.Length && text[length] == '.')
        {
            length = Digits(text, length + 1);
        }

        if (length < text.Length && text[length] is 'e' or 'E')
        {
            int sign = length + 1 < text.Length && text[length + 1] is '+' or '-' ? 1 : 0;
            int end = Digits(text, length + 1 + sign);
            length = end > length + 1 + sign ? end : length;
        }

        return length;
    }

    private static int Digits(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }
}
