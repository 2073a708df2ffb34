namespace ImageAnalytics.Results.Storing;

/// <summary>SHA-256 as text and as bytes.</summary>
internal static class ContentHash
{
    public const int Bytes = 32;

    public static byte[] ToBytes(string hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        bool valid = hash.Length == Bytes * 2;
        foreach (char c in hash)
        {
            valid &= c is (>= '0' and <= '9') or (>= 'a' and <= 'f');
        }

        return valid
            ? Convert.FromHexString(hash)
            : throw new ArgumentException($"'{hash}' is no content hash. Expected 64 lower-case hexadecimal digits.", nameof(hash));
    }
}
