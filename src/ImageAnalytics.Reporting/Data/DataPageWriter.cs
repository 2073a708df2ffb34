using ImageAnalytics.Reporting.Writing;

namespace ImageAnalytics.Reporting.Data;

/// <summary>Writes a page about labelled data as static HTML that opens from disk, without network and without scripts.</summary>
public static class DataPageWriter
{
    /// <summary>Writes <c>index.html</c> and thumbnails into a folder.</summary>
    /// <param name="model">What to show.</param>
    /// <param name="folder">Made when it does not exist.</param>
    /// <param name="decode">Gives the pixels of the samples.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The page's absolute path.</returns>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static async Task<string> WriteAsync(DataPageModel model, string folder, PictureDecoder decode, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        ReportPicture[] shown = [.. model.Samples.SelectMany(s => s.Pictures)];
        Thumbnail?[] thumbnails = new ThumbnailWriter(folder, decode).WriteAll(shown, cancellationToken);
        Dictionary<ReportPicture, Thumbnail?> byPicture = new(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < shown.Length; i++)
        {
            byPicture[shown[i]] = thumbnails[i];
        }

        string page = Path.GetFullPath(Path.Combine(folder, ReportWriter.PageName));
        await File.WriteAllTextAsync(page, await PageRenderer.RenderOnceAsync<DataPage>((nameof(DataPage.Model), model), (nameof(DataPage.Thumbnails), byPicture)).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return page;
    }
}
