using System.Globalization;
using ImageAnalytics.Results.Durable;

namespace ImageAnalytics.Results.Storing;

/// <summary>Which shape a store has, in its file <c>version</c>; changes a store of an older version into one of today's.</summary>
/// <remarks>Version 1: names of segments without a hash. Version 2: with one, so that a flipped bit is found.</remarks>
internal static class StoreVersion
{
    public const int Current = 2;

    /// <summary>Reads the version of a store.</summary>
    /// <returns>It; 0 when the store is new.</returns>
    /// <exception cref="StoreException">The store is of a newer version, or says none.</exception>
    public static int Read(StoreLayout layout)
    {
        // An empty file is what some file systems leave of one when the power fails; before version 2 the folders were not on the disk before it.
        string text = File.Exists(layout.Version) ? File.ReadAllText(layout.Version).Trim() : "";
        if (text.Length == 0)
        {
            return new[] { layout.Segments, layout.Files, layout.PageCounts }.Any(f => Directory.Exists(f) && Directory.EnumerateFiles(f).Any(SegmentName.IsCommitted)) ? 1 : 0;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int found) && found is >= 1 and <= Current
            ? found
            : throw new StoreException(
                $"Cannot use the store '{layout.Store}': its version is '{StoredText.Of(text[..Math.Min(text.Length, 20)])}', and this program knows versions up to {Current}. "
                + "Use the program that made it or a newer one, or choose another folder with --output.");
    }

    /// <summary>Notes that a store has today's shape.</summary>
    public static void Write(StoreLayout layout)
        => DurableFile.Commit(layout.Version, path => File.WriteAllText(path, Current.ToString(CultureInfo.InvariantCulture) + "\n"));

    /// <summary>Gives every file the name that tells its hash. Whatever moment it dies at, it goes on when called again.</summary>
    /// <returns>How many files got another name.</returns>
    public static int Upgrade(IEnumerable<ParquetFolder> folders)
    {
        int renamed = 0;
        foreach (ParquetFolder folder in folders)
        {
            foreach (string file in folder.Files().Where(f => !SegmentName.HasHash(f)))
            {
                Libc.Rename(file, SegmentName.WithHash(file, file));
                renamed++;
            }

            Libc.Flush(folder.Folder);
        }

        return renamed;
    }
}
