using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace ImageAnalytics.Inference.Library;

/// <summary>SHA-256 of files, remembered in this process while length and time of last change stay the same.</summary>
internal static class FileHashes
{
    private static readonly ConcurrentDictionary<string, (long Bytes, DateTime Changed, string Sha256)> s_known = new(StringComparer.Ordinal);

    /// <summary>The length of a file, or of the file that a link leads to; -1 when there is none.</summary>
    public static long LengthOf(string path)
    {
        try
        {
            FileInfo file = new(path);
            FileInfo real = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return real.Exists ? real.Length : -1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return -1;
        }
    }

    /// <summary>The hash as 64 lower-case hexadecimal digits.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static string Of(string path)
    {
        FileInfo link = new(path);
        FileInfo file = link.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? link;
        (long bytes, DateTime changed) = (file.Length, file.LastWriteTimeUtc);
        if (s_known.TryGetValue(path, out (long Bytes, DateTime Changed, string Sha256) known) && known.Bytes == bytes && known.Changed == changed)
        {
            return known.Sha256;
        }

        using FileStream stream = file.OpenRead();
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(stream));
        s_known[path] = (bytes, changed, sha256);
        return sha256;
    }
}
