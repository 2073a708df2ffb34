using System.IO.Compression;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Writes a package so that equal contents give equal bytes.</summary>
internal static class DeterministicZip
{
    private const string ContentTypes = "[Content_Types].xml";
    private static readonly DateTimeOffset s_time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The same entries, sorted, without times of their own; the list of content types first, as readers expect it.</summary>
    public static byte[] Rewrite(MemoryStream package)
    {
        package.Position = 0;
        using MemoryStream written = new();
        using (ZipArchive source = new(package, ZipArchiveMode.Read, leaveOpen: true))
        using (ZipArchive target = new(written, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry entry in source.Entries.OrderBy(e => e.FullName != ContentTypes).ThenBy(e => e.FullName, StringComparer.Ordinal))
            {
                ZipArchiveEntry copy = target.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = s_time;
                using Stream from = entry.Open(), to = copy.Open();
                from.CopyTo(to);
            }
        }

        return written.ToArray();
    }
}
