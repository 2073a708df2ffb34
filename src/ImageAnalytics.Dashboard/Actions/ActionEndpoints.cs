using ImageAnalytics.Cluster.Monitoring;
using ImageAnalytics.Dashboard.Pages;
using ImageAnalytics.Dashboard.Results;
using ImageAnalytics.Dashboard.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace ImageAnalytics.Dashboard.Actions;

/// <summary>What people can do: start, stop, try again. All of it by forms of ours, or with the secret itself.</summary>
internal sealed class ActionEndpoints
{
    private static readonly TimeSpan s_appears = TimeSpan.FromSeconds(3), s_look = TimeSpan.FromMilliseconds(50);

    /// <summary>Adds them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("").AddEndpointFilter(OwnForms.RequireAsync);
        group.MapPost("/schedules/{name}/start", StartAsync);
        group.MapPost("/runs/{id}/stop", StopAsync);
        group.MapPost("/results/{output}/{pipeline}/{run}/retry", RetryAsync);
    }

    private static async Task StartAsync(HttpContext context, string name, ServeControl control, RunBoard board, PageView view, ILogger<ActionEndpoints> log)
    {
        HashSet<string> before = [.. board.Running.Concat(board.Ended).Select(r => r.Id)];
        StartAnswer answer = await control.StartAsync(name, context.RequestAborted).ConfigureAwait(false);
        await AnswerAsync(context, answer, name, "started", before, board, view, log).ConfigureAwait(false);
    }

    private static async Task RetryAsync(
        HttpContext context, string output, string pipeline, string run, FinishedRuns runs, OutputFolders outputs, ServeControl control, RunBoard board, PageView view, ILogger<ActionEndpoints> log)
    {
        if (runs.FolderOf(output, pipeline, run) is not { } folder || outputs.ScheduleOf(output, folder, board.Ended) is not { } schedule)
        {
            await view.TellAsync(context, StatusCodes.Status404NotFound, "No such run", "There is no such run, or no schedule that may try it again.").ConfigureAwait(false);
            return;
        }

        HashSet<string> before = [.. board.Running.Concat(board.Ended).Select(r => r.Id)];
        StartAnswer answer = await control.RetryAsync(schedule.Name, folder, context.RequestAborted).ConfigureAwait(false);
        await AnswerAsync(context, answer, schedule.Name, "failures tried again", before, board, view, log).ConfigureAwait(false);
    }

    private static Task StopAsync(HttpContext context, string id, RunBoard board, PageView view, ILogger<ActionEndpoints> log)
    {
        if (board.Find(id) is not { } run)
        {
            return view.TellAsync(context, StatusCodes.Status404NotFound, "No such run", "There is no such run any more, or there never was.");
        }

        if (board.Stop(id))
        {
            log.Acted(run.Schedule, "stopped", PeerText.Of(context));
        }

        return SeeOther(context, Addresses.Watched(id));
    }

    private static async Task AnswerAsync(HttpContext context, StartAnswer answer, string schedule, string action, HashSet<string> before, RunBoard board, PageView view, ILogger log)
    {
        switch (answer)
        {
            case StartAnswer.Started:
                log.Acted(schedule, action, PeerText.Of(context));
                string? id = await AppearedAsync(schedule, before, board, context.RequestAborted).ConfigureAwait(false);
                await SeeOther(context, id is null ? "/" : Addresses.Watched(id)).ConfigureAwait(false);
                break;
            case StartAnswer.Active:
                await view.TellAsync(context, StatusCodes.Status409Conflict, "Not started", $"A run of '{schedule}' goes on or waits already.").ConfigureAwait(false);
                break;
            default:
                await view.TellAsync(context, StatusCodes.Status404NotFound, "Not started", "There is no such schedule, or it is switched off.").ConfigureAwait(false);
                break;
        }
    }

    private static async Task<string?> AppearedAsync(string schedule, HashSet<string> before, RunBoard board, CancellationToken cancellationToken)
    {
        for (TimeSpan waited = TimeSpan.Zero; waited < s_appears; waited += s_look)
        {
            if (board.Running.Concat(board.Ended).FirstOrDefault(r => r.Schedule == schedule && !before.Contains(r.Id)) is { } run)
            {
                return run.Id;
            }

            await Task.Delay(s_look, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    private static Task SeeOther(HttpContext context, string address)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = address;
        return Task.CompletedTask;
    }
}
