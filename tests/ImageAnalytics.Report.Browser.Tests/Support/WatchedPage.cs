using Microsoft.Playwright;

namespace ImageAnalytics.Report.Browser.Tests.Support;

/// <summary>A page that notes every complaint of the browser and every request that leaves the report's folder.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly string _folder;
    private readonly List<string> _complaints = [];

    private WatchedPage(IPage page, string folder)
    {
        (Page, _folder) = (page, new Uri(folder + Path.DirectorySeparatorChar).AbsoluteUri);
        page.Console += (_, message) => Note(message.Type is "error" or "warning", $"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Note(true, error);
        page.Dialog += (_, dialog) => Note(true, $"dialog: {dialog.Message}");
        page.Request += (_, request) => Note(!request.Url.StartsWith(_folder, StringComparison.Ordinal), $"request outside the folder: {request.Url}");
        page.RequestFailed += (_, request) => Note(true, $"request failed: {request.Url}");
    }

    public IPage Page { get; }

    public static async Task<WatchedPage> OpenAsync(Chromium chromium, string folder, string address, BrowserNewContextOptions? options = null)
    {
        WatchedPage watched = new(await chromium.OpenAsync(options), folder);
        await watched.GoAsync(address);
        return watched;
    }

    /// <summary>Goes to a page of the report, such as <c>pictures.html#label=1</c>, and waits for what its script shows.</summary>
    public async Task GoAsync(string address)
    {
        string[] parts = address.Split('#', 2);
        string url = new Uri(new Uri(_folder), parts[0]).AbsoluteUri + (parts.Length > 1 ? "#" + parts[1] : "");
        await Page.GotoAsync("about:blank");
        await Page.GotoAsync(url);
        await Page.WaitForFunctionAsync("(document.querySelector('#main')?.children.length ?? 0) > 1 || document.querySelector('#main figure, #main table, #main section, #bar:not([hidden])')");
    }

    /// <summary>Forgets what was noted: axe itself asks for style sheets in a way that a page from disk may not.</summary>
    public void Forget() => _complaints.Clear();

    /// <summary>Fails the test when the browser complained.</summary>
    public void AssertNoComplaint() => Assert.Empty(_complaints);

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();

    private void Note(bool matters, string what)
    {
        if (matters && what != "request outside the folder: about:blank")
        {
            _complaints.Add(what);
        }
    }
}
