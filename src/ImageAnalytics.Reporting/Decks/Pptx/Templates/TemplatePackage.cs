using System.Globalization;
using System.IO.Compression;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Unpacks a file that anyone may have made, and packs what is in it again: nothing is larger than it says afterwards.</summary>
internal static class TemplatePackage
{
    private const int MaxEntries = 5_000, Megabyte = 1_000_000;
    private const long MaxUnpacked = 300L * Megabyte;

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">How large it may be.</param>
    /// <exception cref="TemplateException">It is missing, too large, or no package.</exception>
    public static MemoryStream Open(string path, long maxBytes)
    {
        try
        {
            FileInfo info = new(path);
            if (!info.Exists)
            {
                throw new TemplateException(Directory.Exists(path) ? "It is a folder; expected a .pptx or .potx file." : $"It does not exist (looked for '{path}').");
            }

            if (info.Length > maxBytes)
            {
                throw new TemplateException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"It has {info.Length / (double)Megabyte:0.0} MB, which leaves nothing of the deck's {maxBytes / Megabyte} MB for pictures. Make its pictures smaller or raise maxDeckMegabytes."));
            }

            byte[] bytes = File.ReadAllBytes(path);
            RequirePackage(bytes);
            return Repack(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
        {
            throw new TemplateException($"It cannot be read: {e.Message}");
        }
    }

    private static void RequirePackage(byte[] bytes)
    {
        if (bytes is [0xD0, 0xCF, 0x11, 0xE0, ..])
        {
            throw new TemplateException("It is in the format of PowerPoint 97 to 2003, or protected by a password. Save it as .pptx without a password.");
        }

        if (bytes is not [(byte)'P', (byte)'K', ..])
        {
            throw new TemplateException("It is no presentation; expected a .pptx or .potx file.");
        }
    }

    private static MemoryStream Repack(byte[] bytes)
    {
        MemoryStream packed = new();
        using ZipArchive source = new(new MemoryStream(bytes), ZipArchiveMode.Read);
        if (source.Entries.Count > MaxEntries)
        {
            throw new TemplateException($"It holds {source.Entries.Count} files; at most {MaxEntries} are expected of a presentation.");
        }

        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        byte[] buffer = new byte[81_920];
        long left = MaxUnpacked;
        using (ZipArchive target = new(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry entry in source.Entries.Where(e => !e.FullName.EndsWith('/')))
            {
                if (!names.Add(entry.FullName))
                {
                    throw new TemplateException("It holds two files of one name. Open it in a presentation program and save it again.");
                }

                // What an entry says of its size is not to be trusted; what comes out of it is counted.
                using Stream from = entry.Open(), to = target.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open();
                for (int read; (read = from.Read(buffer)) > 0; to.Write(buffer, 0, read))
                {
                    left -= read;
                    if (left < 0)
                    {
                        throw new TemplateException($"It unpacks to more than {MaxUnpacked / Megabyte} MB, as a decompression bomb does. Remove slides and large media from it.");
                    }
                }
            }
        }

        packed.Position = 0;
        return packed;
    }
}
