using ImageAnalytics.Dashboard.Security;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace ImageAnalytics.Dashboard.Hosting;

/// <summary>What is answered when something went wrong: no details, they are in the log.</summary>
internal static class Failures
{
    /// <summary>Answers.</summary>
    public static Task TellAsync(HttpContext context)
    {
        Exception? error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        return SecurityHeaders.SetAsync(context, _ => error switch
        {
            BadHttpRequestException bad => RequestRules.RefuseAsync(context, bad.StatusCode, "The request cannot be understood, or is too large."),
            TimeoutException => RequestRules.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "A folder does not answer. Try again."),
            _ => RequestRules.RefuseAsync(context, StatusCodes.Status500InternalServerError, "Something went wrong. The log of the service says what."),
        });
    }
}
