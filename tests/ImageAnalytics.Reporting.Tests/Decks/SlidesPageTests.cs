using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace ImageAnalytics.Reporting.Tests.Decks;

/// <summary>The page of slides.</summary>
public sealed class SlidesPageTests
{
    [Fact]
    public async Task Page_HoldsAllThatItNeeds_AndLetsNothingElseIn()
    {
        using TemporaryFolder folder = new();
        (string path, _) = await DrawnDeck.Write(folder, DrawnDeck.Content());
        string html = File.ReadAllText(path);
        Assert.Contains("default-src &#x27;none&#x27;; img-src data:; style-src &#x27;sha256-", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal); // the policy would ignore it
        Assert.DoesNotContain(" on", Regex.Replace(html, "<script>.*?</script>|<style>.*?</style>|>[^<]*<", "", RegexOptions.Singleline), StringComparison.Ordinal);
        Assert.Equal(9, Regex.Count(html, "<section class=\"slide"));
        Assert.Equal(1, Regex.Count(html, "<h1"));
        Assert.Equal(8, Regex.Count(html, "<h2"));
        Assert.All(Regex.Matches(html, "<svg viewBox[^>]*role=\"img\"[^>]*>").Select(m => m.Value), svg => Assert.Contains("aria-label=\"gear", svg, StringComparison.Ordinal));
        Assert.Contains("aria-label=\"Chart of findings by label. gear 53, nut 7, gear 0.\"", html, StringComparison.Ordinal);
        Assert.Contains("Source: run 1.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chromium_RefusesNothing_AndPrintsASlideAPage()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/chromium"), "Chromium is not installed (apt-get install chromium).");
        using TemporaryFolder folder = new();
        (string path, _) = await DrawnDeck.Write(folder, DrawnDeck.Content());
        string complaints = await Open(folder, new Uri(path).AbsoluteUri, "--no-pdf-header-footer", $"--print-to-pdf={folder["slides.pdf"]}");
        Assert.DoesNotContain("CONSOLE", complaints, StringComparison.Ordinal);
        Assert.Equal(9, Regex.Count(Encoding.Latin1.GetString(File.ReadAllBytes(folder["slides.pdf"])), @"/Type /Page\b(?!s)"));
    }

    [Theory]
    [InlineData("#slide-3", 1280, "on deck")]
    [InlineData("#slide-3", 500, "below one another")]
    public async Task Chromium_ShowsOneSlide_OrAllOnAPhone(string address, int width, string expected)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/chromium"), "Chromium is not installed (apt-get install chromium).");
        using TemporaryFolder folder = new();
        (string path, _) = await DrawnDeck.Write(folder, DrawnDeck.Content());
        string document = await Open(folder, new Uri(path).AbsoluteUri + address, "--dump-dom", $"--window-size={width},800");
        Assert.Equal(expected == "on deck", Regex.IsMatch(document, "<body class=\"deck\""));
        Assert.Matches("<div class=\"page on\" id=\"slide-3\"", document);
        Assert.Equal(1, Regex.Count(document, "class=\"page on\""));
        Assert.Contains("3 / 9", document, StringComparison.Ordinal);
    }

    private static async Task<string> Open(TemporaryFolder folder, string address, params string[] more)
    {
        ProcessStartInfo start = new("/usr/bin/chromium") { RedirectStandardError = true, RedirectStandardOutput = true };
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--enable-logging=stderr",
            $"--user-data-dir={folder["profile"]}", .. more, address,
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        using Process chromium = Process.Start(start)!;
        Task<string> output = chromium.StandardOutput.ReadToEndAsync(), errors = chromium.StandardError.ReadToEndAsync();
        await chromium.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await output + await errors;
    }
}
