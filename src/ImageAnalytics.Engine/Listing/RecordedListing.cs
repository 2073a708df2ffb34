using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Listing;

/// <summary>The listing of a finished run, some of whose images are tried again.</summary>
internal static class RecordedListing
{
    /// <summary>The run's files, in its order: as they are now where they failed in a way that is tried again, as they were recorded otherwise.</summary>
    public static IEnumerable<ListedFile> Files(RetryRequest retry)
    {
        using RunReader run = RunReader.Open(retry.RunFolder);
        string? last = null;
        foreach (RunImage image in run.Images())
        {
            if (image.Page > 1 && image.FullPath == last)
            {
                continue;
            }

            last = image.FullPath;
            ListedFile file = new(WithoutPage(image), image.FullPath, image.Bytes, image.ModifiedNanoseconds);
            yield return image.Failure is { } failure && retry.Classes.Contains(failure, StringComparer.Ordinal) ? FileStamp.Renew(file) : file;
        }
    }

    /// <summary>Files that could not be read, in a way that is not tried again, by their full paths: places change when a file has more pages than before.</summary>
    public static IReadOnlyList<(string FullPath, string Failure, string Message)> KeptFailures(RetryRequest retry)
    {
        using RunReader run = RunReader.Open(retry.RunFolder);
        return
        [
            .. run.Failures()
                .Where(i => i.ContentHash is null && !retry.Classes.Contains(i.Failure!, StringComparer.Ordinal))
                .Select(i => (i.FullPath, i.Failure!, i.Message ?? "")),
        ];
    }

    private static string WithoutPage(RunImage image)
        => image.Page > 0 && image.Path.LastIndexOf('#') is > 0 and int sign ? image.Path[..sign] : image.Path;
}
