using ImageAnalytics.Dashboard.Pages;
using ImageAnalytics.Dashboard.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ImageAnalytics.Dashboard.Actions;

/// <summary>Login and logout, where there is a secret.</summary>
internal static class LoginEndpoints
{
    private static readonly PageHead s_head = new("Log in", "");

    /// <summary>Adds them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/login", ShowAsync);
        RouteGroupBuilder group = routes.MapGroup("").AddEndpointFilter(OwnForms.RequireAsync);
        group.MapPost("/login", LogInAsync);
        group.MapPost("/logout", LogOutAsync);
    }

    private static Task ShowAsync(HttpContext context, PageView view, SecretGate gate)
    {
        if (gate.HasSecret)
        {
            return view.ShowAsync<LoginPage>(context, s_head, (nameof(LoginPage.To), SecretGate.SafeReturn(context.Request.Query["to"])));
        }

        context.Response.Redirect("/");
        return Task.CompletedTask;
    }

    private static async Task LogInAsync(HttpContext context, PageView view, SecretGate gate)
    {
        if (!gate.MayTry(context))
        {
            await SecretGate.RefuseGuessesAsync(context).ConfigureAwait(false);
            return;
        }

        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        string to = SecretGate.SafeReturn(form["to"]);
        if (await gate.TryLogInAsync(context, form["secret"].ToString()).ConfigureAwait(false))
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = to;
            return;
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        await view.ShowAsync<LoginPage>(context, s_head, (nameof(LoginPage.To), to), (nameof(LoginPage.Problem), "That is not the secret.")).ConfigureAwait(false);
    }

    private static async Task LogOutAsync(HttpContext context)
    {
        await context.SignOutAsync(SecretGate.Scheme).ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/";
    }
}
