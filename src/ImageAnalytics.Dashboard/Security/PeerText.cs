using Microsoft.AspNetCore.Http;

namespace ImageAnalytics.Dashboard.Security;

/// <summary>Who sent a request, for the log.</summary>
internal static class PeerText
{
    /// <summary>The address.</summary>
    public static string Of(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "nobody";
}
