using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ImageAnalytics.Dashboard.Security;

/// <summary>Which requests are answered at all: none that travelled unencrypted between machines, none that another site made a browser send.</summary>
internal static class RequestRules
{
    /// <summary>Refuses what came unencrypted, but for requests of this machine to itself.</summary>
    public static Task RequireTlsAsync(HttpContext context, RequestDelegate next)
    {
        bool stays = context.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer) && IsLoopbackName(context.Request.Host.Host);
        return context.Request.IsHttps || stays
            ? next(context)
            : RefuseAsync(context, StatusCodes.Status403Forbidden, "Expected TLS: https, or a trusted proxy that says 'X-Forwarded-Proto: https'.");
    }

    /// <summary>Refuses requests that change something and come from another site, as far as the browser tells.</summary>
    public static Task RefuseOtherSitesAsync(HttpContext context, RequestDelegate next)
    {
        HttpRequest request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return next(context);
        }

        string site = request.Headers["Sec-Fetch-Site"].ToString(), origin = request.Headers[HeaderNames.Origin].ToString();
        bool siteIsOurs = site is "" or "same-origin";
        // Without a referrer, browsers say 'null' also for our own forms: then they must have said whose they are.
        bool originIsOurs = origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}" || (origin == "null" && site == "same-origin");
        return siteIsOurs && originIsOurs ? next(context) : RefuseAsync(context, StatusCodes.Status403Forbidden, "Refused: this request comes from another site.");
    }

    /// <summary>Whether a name means this machine to itself.</summary>
    public static bool IsLoopbackName(string host)
        => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    /// <summary>Answers with a line of text.</summary>
    public static Task RefuseAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text + "\n", context.RequestAborted);
    }
}
