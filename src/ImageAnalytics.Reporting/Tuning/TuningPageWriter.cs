using System.Globalization;
using ImageAnalytics.Reporting.Charts;
using ImageAnalytics.Reporting.Writing;

namespace ImageAnalytics.Reporting;

/// <summary>Writes the page of a tuning as static HTML that opens from disk, without network and without scripts.</summary>
public static class TuningPageWriter
{
    private const int MostCharts = 24;

    /// <summary>Writes <c>index.html</c> and charts (SVG) into a folder.</summary>
    /// <param name="model">What to show.</param>
    /// <param name="folder">The page's folder; made when it does not exist.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The page's absolute path.</returns>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <remarks>Safe on several threads at once for different folders.</remarks>
    public static async Task<string> WriteAsync(TuningModel model, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        List<(string Name, string Light, string Dark)> parameters = [];
        foreach ((int i, TuningParameter parameter) in model.Parameters.Take(MostCharts).Index())
        {
            (string light, string dark) = ChartFile.Write(folder, string.Create(CultureInfo.InvariantCulture, $"parameter-{i + 1}"), (plot, theme) => TuningCharts.Parameter(plot, theme, model, i));
            parameters.Add((parameter.Name, light, dark));
        }

        TuningView view = new(model, ChartFile.Write(folder, "course", (plot, theme) => TuningCharts.Course(plot, theme, model)), parameters);
        string page = Path.GetFullPath(Path.Combine(folder, ReportWriter.PageName));
        await File.WriteAllTextAsync(page, await PageRenderer.RenderOnceAsync<Pages.TuningPage>((nameof(Pages.TuningPage.View), view)).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return page;
    }
}
