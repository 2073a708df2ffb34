using ImageAnalytics.Dashboard.Pages;
using ImageAnalytics.Dashboard.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ImageAnalytics.Dashboard.Actions;

/// <summary>Lets only forms through that this dashboard gave to the same browser, or who shows the secret itself.</summary>
internal static class OwnForms
{
    /// <summary>Refuses all others.</summary>
    public static async ValueTask<object?> RequireAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        HttpContext context = call.HttpContext;
        if (SecretGate.IsByBearer(context) || await IsOursAsync(context).ConfigureAwait(false))
        {
            return await next(call).ConfigureAwait(false);
        }

        PageView view = context.RequestServices.GetRequiredService<PageView>();
        await view.TellAsync(context, StatusCodes.Status400BadRequest, "Not done", "The form is too old, or not one of this dashboard. Go back, load the page again, and repeat.").ConfigureAwait(false);
        return TypedResults.Empty;
    }

    private static async Task<bool> IsOursAsync(HttpContext context)
    {
        try
        {
            return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AntiforgeryValidationException or BadHttpRequestException or InvalidDataException or IOException)
        {
            return false; // Too large, or no form at all.
        }
    }
}
