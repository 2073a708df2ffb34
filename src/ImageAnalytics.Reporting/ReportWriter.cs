using ImageAnalytics.Reporting.Charts;
using ImageAnalytics.Reporting.Decks;
using ImageAnalytics.Reporting.Pages;
using ImageAnalytics.Reporting.Writing;
using ImageAnalytics.Results.Statistics;
using ImageAnalytics.Results.Trends;

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

    /// <summary>Over how many runs the front page shows how figures changed.</summary>
    public const int MaxTrendRuns = 30;

    /// <summary>For how many labels.</summary>
    public const int MaxTrendLabels = 5;

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
        ShownPicture[] gallery = [.. chosen.OrderBy(p => p.Picture.Ordinal)];
        new ReportScripts(folder, model, numbers).Write(gallery);

        // Those with something to see come first; what failed has a section of its own.
        ShownPicture[] front = [.. chosen.OrderBy(p => p.Small is null).Take(MaxFrontPictures).OrderBy(p => p.Picture.Ordinal)];
        ReportView view = new(model, [.. front.Select(p => p.Picture)], [.. front.Select(p => p.Small)], [.. front.SelectMany(p => p.Made)], numbers)
        {
            Charts = model.Trend.Runs.Count > 1 ? [.. ReportCharts.Write(folder, model).Take(ReportCharts.AlwaysShown)] : ReportCharts.Write(folder, model),
            TrendCharts = TrendCharts.Write(folder, model.Trend),
            AlertsWithPictures = ReportScripts.AlertPictures(model.Alerts, [.. gallery.Select(p => p.Picture)]).Select(a => a.Alert).ToHashSet(),
            HasSlides = File.Exists(Path.Combine(folder, DeckWriter.SlidesName)),
            HasPresentation = File.Exists(Path.Combine(folder, DeckWriter.PresentationName)),
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

    /// <summary>Makes a report that was linked from the last run say that nothing changed since, and what the runs up to this one were like.</summary>
    /// <param name="folder">The report's folder; the files that change get a new content of their own, so that the last run's stay as they are.</param>
    /// <param name="trend">How the figures changed from run to run, up to this one.</param>
    /// <param name="lastRun">The id of the last run.</param>
    /// <param name="retry">What the run tried again, in vain; null when it was no such run.</param>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static async Task SayNothingChangedAsync(string folder, RunTrend trend, string? lastRun, ReportRetry? retry = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(trend);
        string page = Path.Combine(folder, PageName), data = Path.Combine(folder, ScriptFile.SubFolder, ReportScripts.Since + ".js");
        string text = await File.ReadAllTextAsync(page).ConfigureAwait(false);
        PageRenderer renderer = new();
        await using (renderer.ConfigureAwait(false))
        {
            string since = await renderer.RenderAsync<SinceSection>((nameof(SinceSection.Changes), RunChanges.None), (nameof(SinceSection.Retry), retry)).ConfigureAwait(false);
            if (PageMark.Since.Replace(text, since) is not { } said)
            {
                return;
            }

            string compared = await renderer.RenderAsync<ComparedRun>((nameof(ComparedRun.Run), lastRun)).ConfigureAwait(false);
            text = PageMark.Compared.Replace(said, compared) ?? said;
            IReadOnlyList<TrendChart> charts = TrendCharts.Write(folder, trend);
            string section = await renderer.RenderAsync<TrendSection>((nameof(TrendSection.Trend), trend), (nameof(TrendSection.Charts), charts)).ConfigureAwait(false);
            text = PageMark.Trend.Replace(text, section) ?? text;
            text = charts.Count > 0 ? PageMark.MoreCharts.Replace(text, "") ?? text : text;
        }

        File.Delete(page);
        await File.WriteAllTextAsync(page, text).ConfigureAwait(false);
        File.Delete(data);
        ReportScripts.WriteSince(folder, []);
    }
}
