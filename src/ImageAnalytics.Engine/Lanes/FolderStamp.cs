using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ImageAnalytics.Engine.Lanes;

/// <summary>Tells whether the files of a folder are still those that they were, without reading large ones.</summary>
internal static class FolderStamp
{
    private const long SmallBytes = 1 << 20;

    /// <summary>Whether a folder has this stamp still; not where it cannot be read.</summary>
    public static bool Is(string folder, string stamp)
    {
        try
        {
            return Of(folder) == stamp;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Names and lengths of a folder's files, with the content of small ones and the time of the last change of the others.</summary>
    /// <param name="folder">The folder, without those within.</param>
    /// <returns>64 hexadecimal digits; other ones after nearly any change.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string Of(string folder)
    {
        StringBuilder text = new();
        foreach (FileInfo entry in new DirectoryInfo(folder).EnumerateFiles().OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            FileInfo file = entry.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? entry;
            long length = file.Exists ? file.Length : -1;
            string content = length is >= 0 and <= SmallBytes ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file.FullName)))
                : file.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"{entry.Name}\0{length}\0{content}\0");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
