using ImageAnalytics.Cluster.Monitoring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ImageAnalytics.Dashboard.Hosting;

/// <summary>What monitors ask, without a secret and without details.</summary>
internal static class HealthEndpoints
{
    private const string Type = "text/plain; charset=utf-8";
    private static readonly TimeSpan s_freshFor = TimeSpan.FromSeconds(1), s_patience = TimeSpan.FromSeconds(3);

    /// <summary>Adds <c>/health</c>, the process is up, and <c>/ready</c>, the scheduler runs and its store answers.</summary>
    public static void Map(IEndpointRouteBuilder routes, ServeControl control, TimeProvider clock)
    {
        SharedReading<bool> ready = new(control.IsReadyAsync, s_freshFor, clock);
        routes.MapGet("/health", () => TypedResults.Text("up\n", Type));
        routes.MapGet("/ready", async (HttpContext context) => await IsReadyAsync(ready, context.RequestAborted).ConfigureAwait(false)
            ? TypedResults.Text("ready\n", Type)
            : TypedResults.Text("not ready\n", Type, statusCode: StatusCodes.Status503ServiceUnavailable));
    }

    private static async Task<bool> IsReadyAsync(SharedReading<bool> ready, CancellationToken cancellationToken)
    {
        try
        {
            return await ready.GetAsync(s_patience, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
