namespace ImageAnalytics.Results.Durable;

/// <summary>Files that appear whole or not at all.</summary>
internal static class DurableFile
{
    /// <summary>The beginning of names under which unfinished files lie; no reader matches it.</summary>
    public const string TemporaryPrefix = ".tmp-";

    /// <summary>Writes a file and makes it visible in one step.</summary>
    /// <param name="final">Absolute path that it gets.</param>
    /// <param name="write">Writes the file at the path it is given, in the same directory.</param>
    /// <param name="reached">Called at each moment of the protocol; for tests.</param>
    /// <param name="named">Gives the path that the file gets instead, in the same directory, when its content is complete at the path it is given; null for <paramref name="final"/>.</param>
    /// <returns>The path that it got.</returns>
    public static string Commit(string final, Action<string> write, Action<CommitPoint>? reached = null, Func<string, string>? named = null)
    {
        string folder = Path.GetDirectoryName(final)!;
        string temporary = Path.Combine(folder, TemporaryPrefix + Path.GetFileName(final));
        reached?.Invoke(CommitPoint.Start);
        try
        {
            write(temporary);
            reached?.Invoke(CommitPoint.Written);
            Libc.Flush(temporary);
            reached?.Invoke(CommitPoint.Flushed);
            final = named?.Invoke(temporary) ?? final;
            Libc.Rename(temporary, final);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            TryDelete(temporary);
            throw;
        }

        reached?.Invoke(CommitPoint.Renamed);
        Libc.Flush(folder);
        reached?.Invoke(CommitPoint.Durable);
        return final;
    }

    /// <summary>Gives a file that never changes a second name, or copies it where the file system cannot.</summary>
    public static void LinkOrCopy(string existing, string added)
    {
        if (!Libc.TryLink(existing, added))
        {
            File.Copy(existing, added);
        }
    }

    /// <summary>Flushes every file and folder of a tree.</summary>
    public static void FlushTree(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            Libc.Flush(file);
        }

        foreach (string inner in Directory.EnumerateDirectories(folder))
        {
            FlushTree(inner);
        }

        Libc.Flush(folder);
    }

    /// <summary>Deletes a file or a folder tree; true when something was there and is gone.</summary>
    public static bool TryDelete(string path)
    {
        try
        {
            if (Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null)
            {
                Directory.Delete(path, recursive: true);
                return true;
            }

            bool existed = File.Exists(path);
            File.Delete(path);
            return existed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
