using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Writes a deck as one page that opens from disk: pictures, style and script are in it.</summary>
internal static class SlidesWriter
{
    /// <summary>Makes the page.</summary>
    /// <returns>HTML; equal arguments give equal text.</returns>
    public static async Task<string> WriteAsync(DeckContent content, IReadOnlyDictionary<DeckPicture, EncodedPicture?> pictures)
    {
        ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        await using (services.ConfigureAwait(false))
        {
            HtmlRenderer renderer = new(services, NullLoggerFactory.Instance);
            await using (renderer.ConfigureAwait(false))
            {
                ParameterView parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
                {
                    [nameof(SlidesPage.Content)] = content,
                    [nameof(SlidesPage.Pictures)] = new SlidePictures(pictures),
                });
                return await renderer.Dispatcher.InvokeAsync(async () =>
                    (await renderer.RenderComponentAsync<SlidesPage>(parameters).ConfigureAwait(true)).ToHtmlString()).ConfigureAwait(false);
            }
        }
    }
}
