using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace ImageAnalytics.Dashboard.Security;

/// <summary>Keeps a flood from the work: so many pages and files a second for each address, so many at once for all. What is above is answered with 429 at once.</summary>
internal static class FloodLimits
{
    private enum Asked
    {
        Page,
        File,
        Health,
    }

    private const int PagesAtOnce = 120, PagesPerSecond = 30, FilesAtOnce = 3000, FilesPerSecond = 400, SideBySide = 16, Waiting = 256;

    /// <summary>Sets them.</summary>
    public static void Configure(RateLimiterOptions options)
    {
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, (Asked, IPAddress)>(PerAddress),
            PartitionedRateLimiter.Create<HttpContext, bool>(Overall));
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
    }

    // What is asked is a part of the key: the first to ask with a key decides about its limit for all who do.
    private static RateLimitPartition<(Asked, IPAddress)> PerAddress(HttpContext context)
    {
        bool files = IsFile(context);
        (Asked, IPAddress) key = (IsHealth(context) ? Asked.Health : files ? Asked.File : Asked.Page, GuessLimit.Network(context.Connection.RemoteIpAddress));
        return key.Item1 == Asked.Health
            ? RateLimitPartition.GetNoLimiter(key)
            : RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = files ? FilesAtOnce : PagesAtOnce,
                TokensPerPeriod = files ? FilesPerSecond : PagesPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            });
    }

    private static RateLimitPartition<bool> Overall(HttpContext context)
        => IsHealth(context)
            ? RateLimitPartition.GetNoLimiter(false)
            : RateLimitPartition.GetConcurrencyLimiter(true, _ => new ConcurrencyLimiterOptions { PermitLimit = SideBySide, QueueLimit = Waiting });

    private static bool IsHealth(HttpContext context) => context.Request.Path.Value is "/health";

    private static bool IsFile(HttpContext context) => context.Request.Path.Value is { } path && (path.StartsWith("/files/", StringComparison.Ordinal) || path.StartsWith("/assets/", StringComparison.Ordinal));
}
