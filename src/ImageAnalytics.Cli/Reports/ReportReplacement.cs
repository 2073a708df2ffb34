using ImageAnalytics.Results;

namespace ImageAnalytics.Cli.Reports;

/// <summary>Puts a new folder in the place of an old one: the old one stays whole until the new one is.</summary>
internal static class ReportReplacement
{
    /// <summary>Makes the new folder beside the old one, then exchanges them.</summary>
    /// <param name="folder">The folder; need not exist.</param>
    /// <param name="kept">Names of files of the old folder that stay; they lie in the new one before anything is written.</param>
    /// <param name="write">Writes into the folder it is given.</param>
    /// <returns>The front page's path.</returns>
    public static string Write(string folder, IReadOnlyList<string> kept, Func<string, string> write)
    {
        string draft = $"{folder}.new-{Environment.ProcessId}", old = $"{folder}.old-{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(draft);
            foreach (string name in kept.Where(n => File.Exists(Path.Combine(folder, n))))
            {
                BlobStore.Link(Path.Combine(folder, name), Path.Combine(draft, name));
            }

            string page = Path.Combine(folder, Path.GetRelativePath(draft, write(draft)));
            Exchange(draft, folder, old);
            return page;
        }
        finally
        {
            foreach (string left in (string[])[draft, old])
            {
                if (Directory.Exists(left))
                {
                    Directory.Delete(left, recursive: true);
                }
            }
        }
    }

    private static void Exchange(string draft, string folder, string old)
    {
        bool had = Directory.Exists(folder);
        if (had)
        {
            Directory.Move(folder, old);
        }

        try
        {
            Directory.Move(draft, folder);
        }
        catch (IOException) when (had)
        {
            Directory.Move(old, folder);
            throw;
        }
    }
}
