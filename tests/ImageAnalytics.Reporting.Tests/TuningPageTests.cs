namespace ImageAnalytics.Reporting.Tests;

public sealed class TuningPageTests
{
    [Fact]
    public async Task Page_HostileTexts_AreEncodedAndFailedTrialsAreToldWithTheirReason()
    {
        using TemporaryFolder folder = new();

        string html = await Write(folder, Model(
            new TuningTrial(0, 3, 0.25, null, [null, null]) { Numbers = [null, null] },
            new TuningTrial(1, 3, 0.75, null, ["0.01", "<b>wide</b>"]) { Numbers = [0.01, null] },
            new TuningTrial(2, 1, null, "<i>NaN</i>", ["0.1", "narrow"]) { Numbers = [0.1, null], Last = false }));

        Assert.DoesNotContain("<b>wide", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>NaN", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;wide", html, StringComparison.Ordinal);
        Assert.Contains("&lt;i&gt;NaN", html, StringComparison.Ordinal);
        Assert.Contains("<dd>0.100</dd>", html, StringComparison.Ordinal);
        Assert.Contains("<dd>0.700</dd>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", await File.ReadAllTextAsync(folder["page/charts/parameter-2.svg"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_NothingButTheUnchangedOneSucceeded_IsWritten()
    {
        using TemporaryFolder folder = new();

        Assert.Contains("unchanged", await Write(folder, Model(new TuningTrial(0, 0, 0.25, null, [null, null]) { Numbers = [null, null] })), StringComparison.Ordinal);
    }

    private static TuningModel Model(params TuningTrial[] trials) => new()
    {
        Title = "parts", Subtitle = "Which values?", Figure = "top1", Before = 0.1, After = 0.7, Best = trials.Length > 1 ? 1 : 0, BestScore = 0.75, Trials = trials,
        Parameters = [new TuningParameter("training.rate", Logarithmic: true), new TuningParameter("<script>widths", Logarithmic: false)],
    };

    private static async Task<string> Write(TemporaryFolder folder, TuningModel model)
        => await File.ReadAllTextAsync(await TuningPageWriter.WriteAsync(model, folder["page"], TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
}
