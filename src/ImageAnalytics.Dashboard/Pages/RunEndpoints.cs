using ImageAnalytics.Cluster.Monitoring;
using ImageAnalytics.Dashboard.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ImageAnalytics.Dashboard.Pages;

/// <summary>The pages of single runs and pipelines.</summary>
internal static class RunEndpoints
{
    private const string Gone = "There is no such run any more, or there never was.";

    /// <summary>Adds them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/runs/{id}", WatchedAsync);
        routes.MapGet("/results/{output}/{pipeline}/{run}", FinishedAsync);
        routes.MapGet("/history/{output}/{pipeline}", PipelineAsync);
        routes.MapGet("/charts/{output}/{pipeline}/{run}/{file}", ChartAsync);
    }

    private static Task WatchedAsync(HttpContext context, string id, PageView view, RunBoard board, ServeControl control, OutputFolders outputs)
        => board.Find(id) is { } run
            ? view.ShowAsync<WatchedRunPage>(
                context,
                new PageHead(run.Schedule, "/") { IsLive = run.End is null },
                (nameof(WatchedRunPage.Run), run),
                (nameof(WatchedRunPage.Schedule), control.Configuration.Schedules.FirstOrDefault(s => s.Name == run.Schedule)),
                (nameof(WatchedRunPage.Address), run.RunFolder is { } folder ? outputs.AddressOf(folder) : null))
            : view.TellAsync(context, StatusCodes.Status404NotFound, "No such run", Gone);

    private static async Task FinishedAsync(HttpContext context, string output, string pipeline, string run, PageView view, FinishedRuns runs, OutputFolders outputs, RunBoard board)
    {
        if (await runs.FindAsync(output, pipeline, run, context.RequestAborted).ConfigureAwait(false) is not { } found)
        {
            await view.TellAsync(context, StatusCodes.Status404NotFound, "No such run", Gone).ConfigureAwait(false);
            return;
        }

        await view.ShowAsync<FinishedRunPage>(
            context,
            new PageHead($"{pipeline}, run {found.RunId}", "/history"),
            (nameof(FinishedRunPage.Output), output),
            (nameof(FinishedRunPage.Pipeline), pipeline),
            (nameof(FinishedRunPage.Run), found),
            (nameof(FinishedRunPage.Schedule), outputs.ScheduleOf(output, runs.FolderOf(output, pipeline, run)!, board.Ended))).ConfigureAwait(false);
    }

    private static async Task PipelineAsync(HttpContext context, string output, string pipeline, PageView view, RunCatalog catalog, TrendPictures pictures)
    {
        if (await catalog.FindAsync(output, pipeline, context.RequestAborted).ConfigureAwait(false) is not { } runs)
        {
            await view.TellAsync(context, StatusCodes.Status404NotFound, "No such runs", "No finished run of this pipeline lies in the folder of this schedule.").ConfigureAwait(false);
            return;
        }

        await view.ShowAsync<PipelinePage>(context, new PageHead(pipeline, "/history"), (nameof(PipelinePage.Runs), runs), (nameof(PipelinePage.Charts), pictures.Of(runs))).ConfigureAwait(false);
    }

    private static async Task<IResult> ChartAsync(HttpContext context, string output, string pipeline, string run, string file, RunCatalog catalog, TrendPictures pictures)
    {
        PipelineRuns? runs = await catalog.FindAsync(output, pipeline, context.RequestAborted).ConfigureAwait(false);
        if (runs?.Latest?.RunId != run || pictures.File(runs, file) is not { } bytes)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.ContentSecurityPolicy = FileKinds.Inert;
        return TypedResults.Bytes(bytes, "image/svg+xml");
    }
}
