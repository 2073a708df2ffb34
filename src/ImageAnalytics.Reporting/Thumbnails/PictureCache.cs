using ImageAnalytics.Results;

namespace ImageAnalytics.Reporting;

/// <summary>Keeps pictures that were made small, by the content that they were made of, for the reports of other runs.</summary>
/// <param name="folder">Where; null keeps nothing. One that cannot be written to is as none.</param>
/// <remarks>Safe for several threads and processes: a file appears whole or not at all and never changes.</remarks>
internal sealed class PictureCache(string? folder)
{
    // Counts up when pictures are made in another way.
    private const string Revision = "1";

    /// <summary>Gives a kept file a second name.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TryLink(string? key, string kind, string target)
    {
        if (folder is null || key is null)
        {
            return false;
        }

        try
        {
            string path = PathOf(folder, key, kind);
            if (!File.Exists(path))
            {
                return false;
            }

            BlobStore.Link(path, target);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(target);
            return false;
        }
    }

    /// <summary>Keeps a file.</summary>
    public void Keep(string? key, string kind, string made)
    {
        if (folder is null || key is null)
        {
            return;
        }

        try
        {
            string path = PathOf(folder, key, kind), partial = $"{path}.{Guid.NewGuid():N}.part";
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            BlobStore.Link(made, partial);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The report has its own name for it; the next one makes it again.
        }
    }

    private static string PathOf(string folder, string key, string kind) => Path.Combine(folder, Revision, key[..2], $"{key}-{kind}.jpg");
}
