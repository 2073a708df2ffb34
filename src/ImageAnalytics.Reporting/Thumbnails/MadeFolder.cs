using ImageAnalytics.Results;

namespace ImageAnalytics.Reporting;

/// <summary>Gives the files of made pictures a second name beside the page, so that its links work wherever the report is opened or moved to.</summary>
/// <param name="folder">The report's folder.</param>
internal sealed class MadeFolder(string folder)
{
    private const string SubFolder = "made";

    /// <summary>Links a picture's file; nothing is copied where the file system can give a file two names.</summary>
    /// <returns>Its address relative to the page; null when the file is gone.</returns>
    /// <exception cref="IOException">The report's folder cannot be written to.</exception>
    public string? Link(ReportMade made)
    {
        if (!File.Exists(made.FullPath))
        {
            return null;
        }

        string name = Path.GetFileName(made.FullPath), path = Path.Combine(folder, SubFolder, name);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            BlobStore.Link(made.FullPath, path);
        }

        return $"{SubFolder}/{Uri.EscapeDataString(name)}";
    }
}
