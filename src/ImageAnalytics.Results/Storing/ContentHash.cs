namespace ImageAnalytics.Results.Storing;

/// <summary>
/// SHA-256 as text, which is how the store keeps it: DuckDB 1.5 finds no row for an equal BLOB where Parquet has a dictionary
/// (issue 24994), and never fails on text.
/// </summary>
internal static class ContentHash
{
    /// <summary>Bytes of the hash itself.</summary>
    public const int Bytes = 32;

    /// <summary>Refuses what is no hash.</summary>
    /// <exception cref="ArgumentException">It is not 64 lower-case hexadecimal digits.</exception>
    public static void Check(string hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        bool valid = hash.Length == Bytes * 2;
        foreach (char c in hash)
        {
            valid &= c is (>= '0' and <= '9') or (>= 'a' and <= 'f');
        }

        if (!valid)
        {
            throw new ArgumentException($"'{hash}' is no content hash. Expected 64 lower-case hexadecimal digits.", nameof(hash));
        }
    }
}
