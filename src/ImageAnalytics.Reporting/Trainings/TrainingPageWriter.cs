using ImageAnalytics.Reporting.Charts;
using ImageAnalytics.Reporting.Writing;

namespace ImageAnalytics.Reporting;

/// <summary>Writes the page of a training as static HTML that opens from disk, without network and without scripts.</summary>
public static class TrainingPageWriter
{
    /// <summary>Writes <c>index.html</c> and its charts (SVG) into a folder.</summary>
    /// <param name="model">What to show.</param>
    /// <param name="folder">The page's folder; made when it does not exist.</param>
    /// <returns>The page's absolute path.</returns>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <remarks>A former page stays whole until the new one is.</remarks>
    public static async Task<string> WriteAsync(TrainingPageModel model, string folder)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        TrainingView view = Draw(new TrainingView(model), folder);
        string page = Path.GetFullPath(Path.Combine(folder, ReportWriter.PageName)), text = await PageRenderer.RenderOnceAsync<Pages.TrainingPage>((nameof(Pages.TrainingPage.View), view)).ConfigureAwait(false);
        string unfinished = Path.Combine(Path.GetDirectoryName(page)!, $".tmp-{ReportWriter.PageName}");
        await File.WriteAllTextAsync(unfinished, text).ConfigureAwait(false);
        File.Move(unfinished, page, overwrite: true);
        return page;
    }

    private static TrainingView Draw(TrainingView view, string folder)
    {
        TrainingPageModel model = view.Model;
        return model.Passes.Count == 0 ? view : new TrainingView(model)
        {
            LossChart = ChartFile.Write(folder, "loss", (plot, theme) => TrainingCharts.Curves(plot, theme, model, view.Losses, "loss", fractions: false)),
            FigureChart = view.Figures.Count == 0
                ? null : ChartFile.Write(folder, "figures", (plot, theme) => TrainingCharts.Curves(plot, theme, model, view.Figures, "on the validation data", fractions: true)),
            RateChart = ChartFile.Write(folder, "rate", (plot, theme) => TrainingCharts.Rate(plot, theme, model)),
        };
    }
}
