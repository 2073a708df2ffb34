using ImageAnalytics.Imaging;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Listing;

/// <summary>The pages of listed files: how many there are, and how their names are told from those of files. Safe on several threads at once.</summary>
internal static class FilePages
{
    /// <summary>Counts the pages of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="maxBytes">Larger files are not opened.</param>
    /// <returns>At least 1; 0 when the file cannot be read. Whoever reads it then says why.</returns>
    public static int Count(ListedFile file, long maxBytes)
    {
        try
        {
            using FileReader reader = new(maxBytes);
            using FileStream stream = reader.Open(file.FullPath);
            return PageCounter.Count(stream);
        }
        catch (Exception e) when (e is FileReadException or IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>
    /// A file whose own name ends like that of a page, <c>a.tif#2</c>, is shown as <c>a.tif\x232</c>, so that no page and no other file is shown
    /// alike: <c>\x23</c> stands for the sign, as <see cref="PathText"/> writes bytes.
    /// </summary>
    public static ListedFile WithPlainName(ListedFile file)
    {
        int sign = file.Path.LastIndexOf('#');
        bool likePage = sign >= 0 && sign + 1 < file.Path.Length && !file.Path.AsSpan(sign + 1).ContainsAnyExceptInRange('0', '9');
        return likePage ? file with { Path = $"{file.Path[..sign]}\\x23{file.Path[(sign + 1)..]}" } : file;
    }
}
