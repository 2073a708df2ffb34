using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageAnalytics.Reporting.Writing;

/// <summary>Renders components to static HTML.</summary>
internal sealed class PageRenderer : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();
    private readonly HtmlRenderer _renderer;

    public PageRenderer() => _renderer = new HtmlRenderer(_services, NullLoggerFactory.Instance);

    /// <summary>Renders one component alone, as pages with a single page do.</summary>
    public static async Task<string> RenderOnceAsync<TPage>(params (string Name, object? Value)[] parameters)
        where TPage : IComponent
    {
        PageRenderer renderer = new();
        await using (renderer.ConfigureAwait(false))
        {
            return await renderer.RenderAsync<TPage>(parameters).ConfigureAwait(false);
        }
    }

    /// <summary>Renders a component.</summary>
    public Task<string> RenderAsync<TPage>(params (string Name, object? Value)[] parameters)
        where TPage : IComponent
    {
        ParameterView view = ParameterView.FromDictionary(parameters.ToDictionary(p => p.Name, p => p.Value));
        return _renderer.Dispatcher.InvokeAsync(async () => (await _renderer.RenderComponentAsync<TPage>(view).ConfigureAwait(true)).ToHtmlString());
    }

    public async ValueTask DisposeAsync()
    {
        await _renderer.DisposeAsync().ConfigureAwait(false);
        await _services.DisposeAsync().ConfigureAwait(false);
    }
}
