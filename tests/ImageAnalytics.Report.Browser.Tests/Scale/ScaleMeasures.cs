using System.Diagnostics;
using System.Globalization;
using ImageAnalytics.Report.Browser.Tests.Support;
using Microsoft.Playwright;

namespace ImageAnalytics.Report.Browser.Tests.Scale;

/// <summary>
/// A report over a million images: run with <c>-explicit only</c>. IMAGEANALYTICS_REPORT_IMAGES sets another number, and
/// IMAGEANALYTICS_REPORT_DRAWN names a folder that 'samples' drew before.
/// </summary>
public sealed class ScaleMeasures(Chromium chromium, ITestOutputHelper output)
{
    [Theory(Explicit = true)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Report_OfAMillionImages_IsMadeInAMinuteAndOpensAtOnce(bool distinct)
    {
        int images = int.Parse(Environment.GetEnvironmentVariable("IMAGEANALYTICS_REPORT_IMAGES") ?? "1000000", CultureInfo.InvariantCulture);
        using Workspace workspace = new();
        CliProgram program = new(workspace);
        string drawn = Environment.GetEnvironmentVariable("IMAGEANALYTICS_REPORT_DRAWN") ?? workspace["drawn"];
        if (!Directory.Exists(drawn))
        {
            program.Run("samples", "--output", drawn, "--only", "line", "--count", "320").AssertExit(0);
        }

        string[] pictures = [.. Directory.EnumerateFiles(Path.Combine(drawn, "line", "images")).Order(StringComparer.Ordinal)];
        Stopwatch clock = Stopwatch.StartNew();
        LargeRun.Make(workspace["out"], pictures, workspace["in"], images, distinct);
        output.WriteLine($"{images} images drawn into the store in {clock.Elapsed.TotalSeconds:0.0} s");

        // The first report makes every picture, the second finds them in the cache.
        (double seconds, double processor, long megabytes) = MeasuredProgram.Run("report", workspace["out"], "--output", workspace["report-1"]);
        (double again, double processorAgain, long megabytesAgain) = MeasuredProgram.Run("report", workspace["out"], "--output", workspace["report-2"]);
        string[] files = Directory.GetFiles(workspace["report-1"], "*", SearchOption.AllDirectories);
        long front = new FileInfo(workspace["report-1/index.html"]).Length, largest = files.Max(f => new FileInfo(f).Length);
        int thumbnails = Directory.GetFiles(workspace["report-1/thumbs"]).Length;
        output.WriteLine($"first {seconds:0.0} s ({processor:0.0} s of processor), {megabytes} MB; again {again:0.0} s ({processorAgain:0.0} s), {megabytesAgain} MB; front page {front / 1000} kB, largest file {largest / 1000} kB, "
            + $"{thumbnails} thumbnails, {files.Sum(f => new FileInfo(f).Length) / 1_000_000} MB in {files.Length} files");
        double slowest = 0;
        foreach (string page in Directory.GetFiles(workspace["report-1"], "*.html"))
        {
            double opened = await Open(page);
            slowest = Math.Max(slowest, opened);
            output.WriteLine($"{Path.GetFileName(page)} opens in {opened:0.00} s");
        }

        Assert.True(front <= 2_000_000 && files.Where(f => f.EndsWith(".html", StringComparison.Ordinal)).All(f => new FileInfo(f).Length <= 5_000_000) && largest <= 5_000_000);
        Assert.True(thumbnails >= 300 || distinct, $"{thumbnails} thumbnails");
    }

    private async Task<double> Open(string file)
    {
        IPage page = await chromium.OpenAsync();
        Stopwatch clock = Stopwatch.StartNew();
        await page.GotoAsync(new Uri(file).AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        await page.WaitForFunctionAsync("document.querySelector('#main').children.length > 1");
        double seconds = clock.Elapsed.TotalSeconds;
        await page.Context.CloseAsync();
        return seconds;
    }
}
