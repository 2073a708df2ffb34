using System.Security.Claims;
using ImageAnalytics.Cluster.Configuration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace ImageAnalytics.Dashboard.Security;

/// <summary>Lets in who knows the secret: by the cookie that the login form gives, or by <c>Authorization: Bearer</c>. Everybody where there is none.</summary>
internal sealed class SecretGate(DashboardSettings settings, GuessLimit guesses, ILogger<SecretGate> log)
{
    /// <summary>How cookies are called, and the scheme that makes them.</summary>
    public const string CookieName = "imageanalytics-dashboard", Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    private const string Bearer = "Bearer ", ByBearer = "imageanalytics.bearer";
    private const int MaxReturn = 1000;

    /// <summary>Whether there is a secret.</summary>
    public bool HasSecret => settings.Secret is not null;

    /// <summary>Lets a request pass, or refuses it.</summary>
    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        if (settings.Secret is not { } secret || IsOpen(context.Request.Path) || await HasCookieAsync(context).ConfigureAwait(false))
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        string header = context.Request.Headers[HeaderNames.Authorization].ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            if (!guesses.MayTry(context.Connection.RemoteIpAddress))
            {
                await RefuseGuessesAsync(context).ConfigureAwait(false);
                return;
            }

            if (secret.Matches(header[Bearer.Length..].Trim()))
            {
                context.Items[ByBearer] = true;
                await next(context).ConfigureAwait(false);
                return;
            }

            CountWrong(context);
        }
        else if (HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Redirect($"/login?to={Uri.EscapeDataString(context.Request.Path.ToUriComponent())}");
            return;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        await RequestRules.RefuseAsync(context, StatusCodes.Status401Unauthorized, "Expected the dashboard's secret: as 'Authorization: Bearer', or by /login in a browser.").ConfigureAwait(false);
    }

    /// <summary>Whether a request showed the secret itself. A browser never does so by itself, so that no other site can have made it.</summary>
    public static bool IsByBearer(HttpContext context) => context.Items.ContainsKey(ByBearer);

    /// <summary>Whether somebody may try a secret now.</summary>
    public bool MayTry(HttpContext context) => guesses.MayTry(context.Connection.RemoteIpAddress);

    /// <summary>Gives a cookie to who knows the secret.</summary>
    /// <returns>Whether they do.</returns>
    public async Task<bool> TryLogInAsync(HttpContext context, string guess)
    {
        if (settings.Secret?.Matches(guess) != true)
        {
            CountWrong(context);
            return false;
        }

        ClaimsIdentity identity = new([new Claim(ClaimTypes.NameIdentifier, "dashboard")], Scheme);
        await context.SignInAsync(Scheme, new ClaimsPrincipal(identity)).ConfigureAwait(false);
        log.LoggedIn(PeerText.Of(context));
        return true;
    }

    /// <summary>Answers who guessed too often.</summary>
    public static Task RefuseGuessesAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = ((int)GuessLimit.Pause.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return RequestRules.RefuseAsync(context, StatusCodes.Status429TooManyRequests, "Too many wrong secrets from this address. Wait a few seconds.");
    }

    /// <summary>A path of ours to go on to after the login: the given one, unless it leads elsewhere.</summary>
    public static string SafeReturn(string? path)
        => path is ['/', .., _] && path.Length <= MaxReturn && path[1] is not ('/' or '\\') && !path.Any(char.IsControl) ? path : "/";

    private static bool IsOpen(PathString path) => path.Value is "/login" or "/health" or "/ready" || path.StartsWithSegments("/assets", StringComparison.Ordinal);

    private static async Task<bool> HasCookieAsync(HttpContext context)
    {
        AuthenticateResult result = await context.AuthenticateAsync(Scheme).ConfigureAwait(false);
        context.User = result.Principal ?? context.User;
        return result.Succeeded;
    }

    private void CountWrong(HttpContext context)
    {
        guesses.CountWrong(context.Connection.RemoteIpAddress);
        log.WrongSecret(PeerText.Of(context));
    }
}
