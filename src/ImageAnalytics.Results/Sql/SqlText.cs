namespace ImageAnalytics.Results.Sql;

/// <summary>Text as SQL literals.</summary>
internal static class SqlText
{
    /// <summary>A string literal.</summary>
    public static string Quote(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>String literals with commas between; an empty list gives one that matches nothing.</summary>
    public static string List(IEnumerable<string> texts)
    {
        string joined = string.Join(",", texts.Select(Quote));
        return joined.Length == 0 ? "NULL" : joined;
    }
}
