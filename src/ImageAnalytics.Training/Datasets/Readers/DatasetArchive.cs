using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Unpacks zip files of labelled data once, into a cache by their content.</summary>
internal static class DatasetArchive
{
    private const long FreeBytes = 1L << 30;
    private const int MaxRatio = 200;

    // Of how names are read: what an earlier version unpacked otherwise is not used.
    private const int Revision = 2;

    // That of entries that do not say that they are UTF-8 (APPNOTE.TXT, appendix D.1); for letters of Western Europe the same as Windows' 850.
    private const int FormerCodePage = 437;

    /// <summary>Whether a file begins as a zip file does.</summary>
    public static bool IsZip(string path)
    {
        using FileStream stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        // The second is an archive without files.
        return stream.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && (start.SequenceEqual("PK\u0003\u0004"u8) || start.SequenceEqual("PK\u0005\u0006"u8));
    }

    /// <summary>Unpacks, or finds what was unpacked before.</summary>
    /// <returns>The folder that holds the archive's content.</returns>
    /// <exception cref="DatasetException">The archive is damaged, too large, or has names that lead out of it.</exception>
    public static string Unpack(string path, DatasetReaderOptions options)
    {
        string cache = options.CacheFolder ?? DefaultCache();
        string target = Path.Combine(cache, $"{HashOf(path)}-{Revision}");
        Directory.CreateDirectory(cache);
        RemoveUnfinished(target);
        if (Directory.Exists(target))
        {
            return target;
        }

        string partial = $"{target}.{Guid.NewGuid():N}.partial";
        try
        {
            Extract(path, partial, options);
            Publish(partial, target);
        }
        catch (InvalidDataException e)
        {
            throw new DatasetException([$"The zip file '{path}' cannot be unpacked: it is damaged ({e.Message}). Get it again."], e);
        }
        finally
        {
            if (Directory.Exists(partial))
            {
                Directory.Delete(partial, recursive: true);
            }
        }

        return target;
    }

    // Of processes that were killed; one that is at work writes all the time.
    private static void RemoveUnfinished(string target)
    {
        foreach (string partial in Directory.GetDirectories(Path.GetDirectoryName(target)!, $"{Path.GetFileName(target)}.*.partial").Where(p => Directory.GetLastWriteTimeUtc(p) < DateTime.UtcNow - TimeSpan.FromDays(1)))
        {
            try
            {
                Directory.Delete(partial, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another process was first, or it is another user's: nobody needs it gone.
            }
        }
    }

    private static string DefaultCache()
    {
        string? home = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        return Path.Combine(
            home is { Length: > 0 } && Path.IsPathRooted(home) ? home : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "imageanalytics", "datasets");
    }

    private static string HashOf(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream).AsSpan(0, 16));
    }

    /// <summary>Another process may have unpacked the same file meanwhile; its folder is as good.</summary>
    private static void Publish(string partial, string target)
    {
        try
        {
            Directory.Move(partial, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
        }
    }

    private static void Extract(string path, string folder, DatasetReaderOptions options)
    {
        long limit = Math.Min(options.MaxUnpackedBytes, FreeBytes + (MaxRatio * new FileInfo(path).Length));
        using ZipArchive archive = Open(path);
        if (archive.Entries.Count > options.MaxUnpackedFiles)
        {
            throw new DatasetException($"The zip file '{path}' cannot be unpacked: it holds {archive.Entries.Count} files, and the limit is {options.MaxUnpackedFiles}.");
        }

        Directory.CreateDirectory(folder);
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            string target = TargetOf(path, folder, entry);
            if (target.EndsWith('/'))
            {
                Directory.CreateDirectory(target);
                continue;
            }

            if (entry.IsEncrypted)
            {
                throw new DatasetException($"The zip file '{path}' cannot be unpacked: it is locked with a password. Unpack it yourself, and name the folder.");
            }

            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (Path.Exists(target))
            {
                throw new DatasetException($"The zip file '{path}' cannot be unpacked: its entry '{entry.FullName}' has the name of {(Directory.Exists(target) ? "a folder" : "another one")}. It is damaged; get it again, or unpack it yourself, and name the folder.");
            }

            using Stream from = entry.Open();
            using FileStream to = File.Create(target);
            // What is unpacked counts, not what the archive says about it.
            for (int read; (read = from.Read(buffer)) > 0; to.Write(buffer, 0, read))
            {
                total += read;
                if (total > limit)
                {
                    throw new DatasetException(
                        $"The zip file '{path}' cannot be unpacked: it unpacks to more than {limit} bytes. Unpack it yourself if that is right, and name the folder.");
                }
            }
        }
    }

    // Many tools write names in UTF-8 and do not say so.
    private static ZipArchive Open(string path)
    {
        bool isUtf8;
        using (ZipArchive archive = ZipFile.OpenRead(path))
        {
            isUtf8 = !archive.Entries.Any(e => e.FullName.Contains('\uFFFD', StringComparison.Ordinal));
        }

        return ZipFile.Open(path, ZipArchiveMode.Read, isUtf8 ? null : CodePagesEncodingProvider.Instance.GetEncoding(FormerCodePage));
    }

    private static string TargetOf(string path, string folder, ZipArchiveEntry entry)
    {
        string name = entry.FullName.Replace('\\', '/');
        bool leadsOut = name.StartsWith('/') || name.Contains('\0', StringComparison.Ordinal) || name.Split('/').Contains("..");
        return leadsOut
            ? throw new DatasetException($"The zip file '{path}' cannot be unpacked: its entry '{entry.FullName}' leads out of it. Do not trust this file.")
            : Path.Combine(folder, name);
    }
}
