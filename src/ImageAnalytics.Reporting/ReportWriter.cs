using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageAnalytics.Reporting;

/// <summary>Writes a report as static HTML that opens from disk, without network and without scripts.</summary>
public static class ReportWriter
{
    /// <summary>How many pictures a page shows at most.</summary>
    public const int MaxPictures = 200;

    /// <summary>How many failures a page lists at most; all of them are in <c>failures.csv</c>.</summary>
    public const int MaxFailures = 500;

    /// <summary>How many made pictures are shown beside a picture at most; all of them are in <c>pictures.csv</c>.</summary>
    public const int MaxMade = 6;

    /// <summary>The page's file name in the report's folder.</summary>
    public const string PageName = "index.html";

    /// <summary>
    /// Writes <c>index.html</c> and thumbnails (JPEG, at most 480 pixels, named by content) into a folder, and gives the files of made
    /// pictures a name there.
    /// </summary>
    /// <param name="model">What to show.</param>
    /// <param name="folder">The report's folder; made when it does not exist.</param>
    /// <param name="decode">Decodes originals; null uses OpenCV on <see cref="ReportPicture.FullPath"/>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The page's absolute path.</returns>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <remarks>Equal models and pictures give byte-equal files. Safe on several threads at once for different folders.</remarks>
    public static async Task<string> WriteAsync(ReportModel model, string folder, PictureDecoder? decode = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        ReportPicture[] shown = [.. model.Pictures.Take(MaxPictures)];
        ReportMade[] made = [.. shown.SelectMany(p => p.Made.Take(MaxMade))];
        Thumbnail?[] thumbnails = new ThumbnailWriter(folder, decode ?? OpenCvPictureDecoder.Decode).WriteAll([.. shown, .. made.Select(AsPicture)], cancellationToken);
        MadeFolder links = new(folder);
        MadeThumbnail[] madeThumbnails = [.. made.Select((m, i) => new MadeThumbnail(m, thumbnails[shown.Length + i], links.Link(m)))];
        string html = await RenderAsync(new ReportView(model, shown, thumbnails, madeThumbnails)).ConfigureAwait(false);
        string page = Path.GetFullPath(Path.Combine(folder, PageName));
        await File.WriteAllTextAsync(page, html, cancellationToken).ConfigureAwait(false);
        return page;
    }

    private static ReportPicture AsPicture(ReportMade made)
        => new() { Path = made.Style, FullPath = made.FullPath, Width = made.Width, Height = made.Height };

    private static async Task<string> RenderAsync(ReportView view)
    {
        ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        await using (services.ConfigureAwait(false))
        {
            HtmlRenderer renderer = new(services, NullLoggerFactory.Instance);
            await using (renderer.ConfigureAwait(false))
            {
                ParameterView parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Pages.ReportPage.View)] = view });
                return await renderer.Dispatcher.InvokeAsync(async () =>
                    (await renderer.RenderComponentAsync<Pages.ReportPage>(parameters).ConfigureAwait(true)).ToHtmlString()).ConfigureAwait(false);
            }
        }
    }
}
