using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace ImageAnalytics.Results.Storing;

/// <summary>
/// Names of the store's Parquet files: the time, a random number that no other file has, and the beginning of the SHA-256 of the bytes. Stores of
/// version 1 have no hash there.
/// </summary>
internal static partial class SegmentName
{
    private const int HashDigits = 32;

    /// <summary>A name without a hash, later in order than those given before it.</summary>
    public static string New(DateTimeOffset now)
        => string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMdd'T'HHmmssfff}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.parquet");

    /// <summary>Whether a file of this name counts; all others are unfinished, set aside or somebody else's.</summary>
    public static bool IsCommitted(string path) => Pattern().IsMatch(Path.GetFileName(path));

    /// <summary>Whether a committed name tells the hash.</summary>
    public static bool HasHash(string path) => Pattern().Match(Path.GetFileName(path)).Groups["hash"].Success;

    /// <summary>The path that a file gets which was named by <see cref="New"/> and whose bytes are complete at another path.</summary>
    public static string WithHash(string path, string written) => $"{path[..^".parquet".Length]}-{HashOf(written)}.parquet";

    /// <summary>Whether a file's bytes are those that it is named by; true where the name tells no hash.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsIntact(string path)
        => Pattern().Match(Path.GetFileName(path)).Groups["hash"] is not { Success: true, Value: var hash } || hash == HashOf(path);

    private static string HashOf(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream))[..HashDigits];
    }

    [GeneratedRegex(@"^\d{8}T\d{9}-[0-9a-f]{16}(?:-(?<hash>[0-9a-f]{32}))?\.parquet\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
