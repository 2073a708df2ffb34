using ImageAnalytics.Dashboard.Security;
using ImageAnalytics.Reporting.Writing;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace ImageAnalytics.Dashboard.Pages;

/// <summary>Answers requests with pages.</summary>
internal sealed class PageView(IAntiforgery antiforgery, SecretGate gate, TimeProvider clock)
{
    /// <summary>The parameter of every page that holds its head.</summary>
    public const string Head = "Head";

    /// <summary>Renders a page and sends it.</summary>
    public async Task ShowAsync<TPage>(HttpContext context, PageHead head, params (string Name, object? Value)[] parameters)
        where TPage : IComponent
    {
        AntiforgeryTokenSet tokens = antiforgery.GetAndStoreTokens(context);
        PageHead whole = head with { Form = (tokens.FormFieldName, tokens.RequestToken!), HasSecret = gate.HasSecret, Made = clock.GetLocalNow() };
        string html = await PageRenderer.RenderOnceAsync<TPage>([(Head, whole), .. parameters]).ConfigureAwait(false);
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(html, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Says why something is not there or was not done.</summary>
    public Task TellAsync(HttpContext context, int status, string title, string text)
    {
        context.Response.StatusCode = status;
        return ShowAsync<MessagePage>(context, new PageHead(title, ""), (nameof(MessagePage.Text), text));
    }
}
