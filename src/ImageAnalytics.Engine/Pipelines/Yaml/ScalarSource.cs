namespace ImageAnalytics.Engine.Pipelines.Yaml;

/// <summary>Finds a character of a scalar's text again in the file, so that a problem inside an expression can point there.</summary>
/// <param name="Document">The whole file's text.</param>
/// <param name="Start">Index of the scalar's first character in the file, quotes and block indicators included.</param>
/// <param name="Quote">The quote it stands in; <c>'|'</c> for a block; null for a plain scalar.</param>
internal readonly record struct ScalarSource(string Document, int Start, char? Quote)
{
    /// <summary>The place of one character of the text.</summary>
    /// <param name="text">The scalar's text.</param>
    /// <param name="offset">Index into <paramref name="text"/>; its length for the place after the last character.</param>
    /// <param name="start">The scalar's own place, the answer where escapes hide the true one.</param>
    public SourcePosition PositionOf(string text, int offset, SourcePosition start)
    {
        int at = Find(text, offset);
        if (at < 0)
        {
            return start;
        }

        int lineStart = at == 0 ? 0 : Document.LastIndexOf('\n', at - 1) + 1;
        int line = start.Line + Document.AsSpan(Start, at - Start).Count('\n');
        return start with { Line = line, Column = at - lineStart + 1 };
    }

    private int Find(string text, int offset)
    {
        int at = Start + (Quote is '\'' or '"' ? 1 : 0);
        if (Quote == '|')
        {
            int headerEnd = Document.IndexOf('\n', Start);
            at = headerEnd < 0 ? Document.Length : headerEnd + 1;
        }

        for (int i = 0; i <= Math.Min(offset, text.Length); i++)
        {
            // A run of white space may have been folded: it stands for any other run.
            bool gap = i > 0 && i < text.Length && char.IsWhiteSpace(text[i - 1]) && !char.IsWhiteSpace(text[i]);
            if (gap || (i == 0 && Quote == '|'))
            {
                at = SkipWhiteSpace(at);
            }

            if (i == offset)
            {
                return Math.Min(at, Document.Length);
            }

            int length = LengthAt(at, text[i]);
            if (length < 0)
            {
                return -1;
            }

            at += length;
        }

        return -1;
    }

    private int SkipWhiteSpace(int at)
    {
        while (at < Document.Length && char.IsWhiteSpace(Document[at]))
        {
            at++;
        }

        return at;
    }

    private int LengthAt(int at, char expected)
    {
        if (char.IsWhiteSpace(expected))
        {
            return at < Document.Length && char.IsWhiteSpace(Document[at]) ? 1 : 0;
        }

        if (at < Document.Length && Document[at] == expected)
        {
            return Quote == '\'' && expected == '\'' ? 2 : 1;
        }

        bool escaped = Quote == '"' && at + 1 < Document.Length && Document[at] == '\\' && Document[at + 1] == expected;
        return escaped && expected is '"' or '\\' or '/' ? 2 : -1;
    }
}
