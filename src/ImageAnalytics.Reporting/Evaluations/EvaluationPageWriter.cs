using ImageAnalytics.Reporting.Charts;
using ImageAnalytics.Reporting.Writing;

namespace ImageAnalytics.Reporting;

/// <summary>Writes the page of an evaluation as static HTML that opens from disk, without network and without scripts.</summary>
public static class EvaluationPageWriter
{
    /// <summary>Writes <c>index.html</c>, charts (SVG) and thumbnails (JPEG) into a folder.</summary>
    /// <param name="model">What to show.</param>
    /// <param name="folder">The page's folder; made when it does not exist.</param>
    /// <param name="decode">Decodes originals; null uses OpenCV on <see cref="ReportPicture.FullPath"/>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The page's absolute path.</returns>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <remarks>Safe on several threads at once for different folders.</remarks>
    public static async Task<string> WriteAsync(EvaluationModel model, string folder, PictureDecoder? decode = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        // Pictures that a model made are no part of an evaluation.
        model = model with { Worst = [.. model.Worst.Select(p => p with { Made = [] })], Best = [.. model.Best.Select(p => p with { Made = [] })] };
        ReportPicture[] pictures = [.. model.Worst, .. model.Best];
        Thumbnail?[] thumbnails = new ThumbnailWriter(folder, decode ?? OpenCvPictureDecoder.Decode).WriteAll(pictures, cancellationToken);
        ReportModel shown = new() { Title = model.Title, PipelineName = "", Counts = new ReportCounts(pictures.Length, pictures.Length, 0, 0, 0), Pictures = pictures };
        EvaluationView view = new(model, new ReportView(shown, pictures, thumbnails, []))
        {
            Reliability = model.Reliability is { } reliability ? ChartFile.Write(folder, "reliability", (plot, theme) => EvaluationCharts.Reliability(plot, theme, reliability)) : null,
            Curves = model.Curves.Count > 0 ? ChartFile.Write(folder, "precision-recall", (plot, theme) => EvaluationCharts.PrecisionRecall(plot, theme, model.Curves)) : null,
        };
        string page = Path.GetFullPath(Path.Combine(folder, ReportWriter.PageName));
        await File.WriteAllTextAsync(page, await PageRenderer.RenderOnceAsync<Pages.EvaluationPage>((nameof(Pages.EvaluationPage.View), view)).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return page;
    }
}
