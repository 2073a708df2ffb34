using ImageAnalytics.Reporting.Charts;
using ImageAnalytics.Reporting.Pages;
using ImageAnalytics.Reporting.Writing;
using ImageAnalytics.Results.Statistics;

namespace ImageAnalytics.Reporting;

/// <summary>Writes a report as static pages that open from disk, without server or network.</summary>
public static class ReportWriter
{
    /// <summary>How many pictures a report shows at most.</summary>
    public const int MaxPictures = 600;

    /// <summary>How many of them the front page shows at most.</summary>
    public const int MaxFrontPictures = 24;

    /// <summary>How many failures a report lists at most; all of them are in <c>failures.csv</c>.</summary>
    public const int MaxFailures = 5000;

    /// <summary>How many folders a report lists at most.</summary>
    public const int MaxFolders = 20_000;

    /// <summary>How many labels the front page compares with the last run at most.</summary>
    public const int MaxChanges = 12;

    /// <summary>How many made pictures are shown beside a picture at most; all of them are in <c>pictures.csv</c>.</summary>
    public const int MaxMade = 6;

    /// <summary>The front page's file name in the report's folder.</summary>
    public const string PageName = "index.html";

    /// <summary>
    /// Writes the pages, their scripts (<c>assets</c>) and data (<c>data</c>), charts (SVG), small and large pictures (JPEG), and gives the
    /// files of made pictures a name there.
    /// </summary>
    /// <param name="model">What to show.</param>
    /// <param name="folder">The report's folder; made when it does not exist.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The front page's absolute path.</returns>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <remarks>
    /// Equal models and pictures give byte-equal files, whatever the cache holds. Every file is of bounded size, however large the run was. Safe
    /// on several threads at once for different folders.
    /// </remarks>
    public static async Task<string> WriteAsync(ReportModel model, string folder, ReportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new ReportOptions();
        Directory.CreateDirectory(folder);
        ReportAssets.Write(folder);
        SampleWriter writer = new(folder, options.Decode ?? OpenCvPictureDecoder.Decode, new PictureCache(options.CacheFolder), (long)options.MaxMegabytes << 20);
        ShownPicture[] chosen = writer.WriteAll([.. model.Pictures.Take(MaxPictures)], cancellationToken);
        LabelNumbers numbers = new(model.Steps, chosen.Select(p => p.Picture));
        new ReportScripts(folder, model, numbers).Write([.. chosen.OrderBy(p => p.Picture.Ordinal)]);

        // Those with something to see come first; what failed has a section of its own.
        ShownPicture[] front = [.. chosen.OrderBy(p => p.Small is null).Take(MaxFrontPictures).OrderBy(p => p.Picture.Ordinal)];
        ReportView view = new(model, [.. front.Select(p => p.Picture)], [.. front.Select(p => p.Small)], [.. front.SelectMany(p => p.Made)], numbers)
        {
            Charts = ReportCharts.Write(folder, model),
        };
        PageRenderer renderer = new();
        await using (renderer.ConfigureAwait(false))
        {
            foreach ((string file, string _) in ReportPages.Of(model).Skip(1))
            {
                string inner = await renderer.RenderAsync<InnerPage>((nameof(InnerPage.Model), model), (nameof(InnerPage.File), file)).ConfigureAwait(false);
                await File.WriteAllTextAsync(Path.Combine(folder, file), inner, cancellationToken).ConfigureAwait(false);
            }

            string page = Path.GetFullPath(Path.Combine(folder, PageName));
            string html = await renderer.RenderAsync<ReportPage>((nameof(ReportPage.View), view)).ConfigureAwait(false);
            await File.WriteAllTextAsync(page, html, cancellationToken).ConfigureAwait(false);
            return page;
        }
    }

    /// <summary>Makes a report that was linked from the last run say that nothing changed since.</summary>
    /// <param name="folder">The report's folder; the files that change get a new content of their own, so that the last run's stay as they are.</param>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static async Task SayNothingChangedAsync(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string page = Path.Combine(folder, PageName), data = Path.Combine(folder, ScriptFile.SubFolder, ReportScripts.Since + ".js");
        string section = await PageRenderer.RenderOnceAsync<SinceSection>((nameof(SinceSection.Changes), RunChanges.None)).ConfigureAwait(false);
        if (SinceMark.Replace(await File.ReadAllTextAsync(page).ConfigureAwait(false), section) is not { } text)
        {
            return;
        }

        File.Delete(page);
        await File.WriteAllTextAsync(page, text).ConfigureAwait(false);
        File.Delete(data);
        ReportScripts.WriteSince(folder, []);
    }
}
