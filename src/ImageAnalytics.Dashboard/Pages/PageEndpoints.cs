using ImageAnalytics.Cluster.Monitoring;
using ImageAnalytics.Dashboard.Installed;
using ImageAnalytics.Dashboard.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ImageAnalytics.Dashboard.Pages;

/// <summary>The pages of the navigation, and their style and script.</summary>
internal static class PageEndpoints
{
    private const int ShownEnds = 20;

    /// <summary>Adds them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", OverviewAsync);
        routes.MapGet("/schedules", SchedulesAsync);
        routes.MapGet("/history", HistoryAsync);
        routes.MapGet("/installed", InstalledAsync);
        routes.MapGet("/nodes", NodesAsync);
        routes.MapGet("/assets/{name}", (HttpContext context, string name) => Assets.Find(context, name) ?? TypedResults.NotFound());
        routes.MapGet("/favicon.ico", (HttpContext context) => Assets.Find(context, Assets.IconName)!); // Pages of runs name no icon.
        routes.MapFallback((HttpContext context, PageView view) => view.TellAsync(context, StatusCodes.Status404NotFound, "Nothing here", "There is no such page."));
    }

    private static async Task OverviewAsync(HttpContext context, PageView view, RunBoard board, ServeControl control, OutputFolders outputs)
    {
        IReadOnlyList<ScheduleState> schedules = await control.SchedulesAsync(context.RequestAborted).ConfigureAwait(false);
        await view.ShowAsync<OverviewPage>(
            context,
            new PageHead("Overview", "/") { IsLive = true },
            (nameof(OverviewPage.Running), board.Running),
            (nameof(OverviewPage.Ended), board.Ended.Take(ShownEnds).ToList()),
            (nameof(OverviewPage.Schedules), schedules),
            (nameof(OverviewPage.AddressOf), (Func<string, string?>)outputs.AddressOf)).ConfigureAwait(false);
    }

    private static async Task SchedulesAsync(HttpContext context, PageView view, ServeControl control)
    {
        IReadOnlyList<ScheduleState> schedules = await control.SchedulesAsync(context.RequestAborted).ConfigureAwait(false);
        await view.ShowAsync<SchedulesPage>(context, new PageHead("Schedules", "/schedules") { IsLive = true }, (nameof(SchedulesPage.Schedules), schedules)).ConfigureAwait(false);
    }

    private static async Task HistoryAsync(HttpContext context, PageView view, RunCatalog catalog)
    {
        IReadOnlyList<PipelineRuns> pipelines = await catalog.AllAsync(context.RequestAborted).ConfigureAwait(false);
        await view.ShowAsync<HistoryPage>(context, new PageHead("History", "/history"), (nameof(HistoryPage.Pipelines), pipelines)).ConfigureAwait(false);
    }

    private static async Task InstalledAsync(HttpContext context, PageView view, InstalledCatalog catalog)
    {
        (IReadOnlyList<InstalledPlugin> plugins, IReadOnlyList<InstalledNetwork> models) = await catalog.ReadAsync(context.RequestAborted).ConfigureAwait(false);
        await view.ShowAsync<InstalledPage>(
            context, new PageHead("Plugins and models", "/installed"), (nameof(InstalledPage.Plugins), plugins), (nameof(InstalledPage.Models), models)).ConfigureAwait(false);
    }

    private static async Task NodesAsync(HttpContext context, PageView view, INodeView nodes)
        => await view.ShowAsync<NodesPage>(
            context,
            new PageHead("Machines", "/nodes") { IsLive = true },
            (nameof(NodesPage.Nodes), await nodes.NodesAsync(context.RequestAborted).ConfigureAwait(false)),
            (nameof(NodesPage.Queue), await nodes.QueueAsync(context.RequestAborted).ConfigureAwait(false))).ConfigureAwait(false);
}
