namespace ImageAnalytics.YamlText;

/// <summary>Finds directives in YAML that no file needs. Version 18 of the library does not come to an end with some of them.</summary>
internal static class YamlDirectives
{
    private const string Allowed = "%YAML ";

    /// <summary>Where a line begins with a directive other than <c>%YAML</c>; -1 when none does.</summary>
    public static int Find(string text)
    {
        for (int at = text.IndexOf('%', StringComparison.Ordinal); at >= 0; at = text.IndexOf('%', at + 1))
        {
            // All that the library takes for the end of a line, and the mark of the byte order.
            bool begins = at == 0 || text[at - 1] is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029' or '\uFEFF';
            if (begins && !text.AsSpan(at).StartsWith(Allowed, StringComparison.Ordinal))
            {
                return at;
            }
        }

        return -1;
    }
}
