using ImageAnalytics.Reporting.Writing;
using ImageAnalytics.Results.Comparing;

namespace ImageAnalytics.Reporting.Comparisons;

/// <summary>Writes what differs between two runs as a page that opens from disk, with the images that changed side by side.</summary>
/// <remarks>Memory and files do not grow with the runs: some differences are shown, the first ones listed. One thread at a time.</remarks>
public sealed class ComparisonPageWriter : IDisposable
{
    /// <summary>How many images are shown side by side at most.</summary>
    public const int MaxPairs = 240;

    /// <summary>How many differences are listed at most.</summary>
    public const int MaxListed = ComparisonList.MostRows;

    private readonly string _folder;
    private readonly ComparisonList _list;
    private readonly DifferenceSample _sample = new(MaxPairs);

    /// <summary>Starts the page; one of an earlier comparison in the folder is removed.</summary>
    /// <param name="folder">The folder; made when it is missing.</param>
    /// <exception cref="IOException">The folder has a page of something else, or cannot be written to.</exception>
    public ComparisonPageWriter(string folder)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        ComparisonFolder.Clear(_folder);
        _list = new ComparisonList(_folder);
    }

    /// <summary>Adds an image that differs.</summary>
    public void Add(ImageDifference difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        _list.Add(difference);
        _sample.Add(difference);
    }

    /// <summary>The images to show side by side, of those added.</summary>
    public IReadOnlyList<SampledDifference> Choose() => _sample.Choose();

    /// <summary>Writes the page, its scripts and data, and pictures.</summary>
    /// <param name="model">What to show; the pairs are those that were chosen.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The page's absolute path.</returns>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public async Task<string> FinishAsync(ComparisonModel model, ReportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new ReportOptions();
        _list.Dispose();
        ReportAssets.WriteComparison(_folder);
        SampleWriter writer = new(_folder, options.Decode ?? OpenCvPictureDecoder.Decode, new PictureCache(options.CacheFolder), (long)options.MaxMegabytes << 20);
        new ComparisonScripts(_folder, model).Write(Pictures(model, writer, cancellationToken), (_list.Rows, _list.Files));
        string page = Path.Combine(_folder, ReportWriter.PageName), unfinished = Path.Combine(_folder, $".tmp-{ReportWriter.PageName}");
        string html = await PageRenderer.RenderOnceAsync<ComparisonPage>((nameof(ComparisonPage.Model), model), (nameof(ComparisonPage.Listed), _list.Rows)).ConfigureAwait(false);
        await File.WriteAllTextAsync(unfinished, html, cancellationToken).ConfigureAwait(false);
        File.Move(unfinished, page, overwrite: true);
        return page;
    }

    /// <summary>Closes the list. Safe to repeat.</summary>
    public void Dispose() => _list.Dispose();

    // Both runs often have the same file, whose small pictures are made once.
    private static List<(ComparisonPair, ShownPicture?, ShownPicture?)> Pictures(ComparisonModel model, SampleWriter writer, CancellationToken cancellationToken)
    {
        IReadOnlyList<StepPair> steps = [.. model.Figures.Steps.Select(s => s.Steps)];
        ReportPicture[] files =
        [
            .. model.Pairs.SelectMany(p => (ReportPicture?[])[p.After, p.Before]).OfType<ReportPicture>().GroupBy(FileOf)
                .Select(g => (g.FirstOrDefault(p => p.Width > 0) ?? g.First()) with { Made = [] }),
        ];
        Dictionary<(string, int), ShownPicture> written = writer.WriteAll(files, cancellationToken).ToDictionary(s => FileOf(s.Picture));
        return
        [
            .. model.Pairs.Select(p => (p, Shown(p.Before, p.Sampled, earlier: true), Shown(p.After, p.Sampled, earlier: false))),
        ];

        ShownPicture? Shown(ReportPicture? picture, SampledDifference sampled, bool earlier)
            => picture is null ? null : written[FileOf(picture)] with { Picture = ComparisonMarks.Of(picture, sampled, steps, earlier) };
    }

    private static (string Content, int Page) FileOf(ReportPicture picture) => (picture.Key ?? picture.FullPath, picture.Page);
}
