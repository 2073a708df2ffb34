using System.Diagnostics;
using System.Globalization;
using ImageAnalytics.Report.Browser.Tests.Support;
using Microsoft.Playwright;

namespace ImageAnalytics.Report.Browser.Tests.Scale;

/// <summary>
/// A comparison of two runs over a million images of which one in ten changed: run with <c>-explicit only</c>. IMAGEANALYTICS_REPORT_IMAGES sets
/// another number.
/// </summary>
public sealed class ComparisonMeasures(Chromium chromium, ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public async Task Comparison_OfAMillionImages_StaysSmall()
    {
        int images = int.Parse(Environment.GetEnvironmentVariable("IMAGEANALYTICS_REPORT_IMAGES") ?? "1000000", CultureInfo.InvariantCulture);
        using Workspace workspace = new();
        new CliProgram(workspace).Run("samples", "--output", "drawn", "--only", "line", "--count", "320").AssertExit(0);
        string[] pictures = [.. Directory.EnumerateFiles(workspace["drawn/line/images"]).Order(StringComparer.Ordinal)];
        LargeRun.Make(workspace["out"], pictures, workspace["first"], images, distinct: false);
        LargeRun.Make(workspace["out"], pictures, workspace["second"], images, distinct: false, changed: 10);

        (double plain, _, long plainMegabytes) = MeasuredProgram.Run("compare", workspace["out/large"], "--json");
        (double seconds, double processor, long megabytes) = MeasuredProgram.Run("compare", workspace["out/large"], "--output", workspace["changes"]);

        FileInfo[] files = [.. new DirectoryInfo(workspace["changes"]).EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.Extension is not ".csv")];
        output.WriteLine($"figures alone {plain:0.0} s, {plainMegabytes} MB; with the page {seconds:0.0} s ({processor:0.0} s of processor), {megabytes} MB; {File.ReadLines(workspace["changes/changes.csv"]).Count() - 1} rows, "
            + $"index.html {new FileInfo(workspace["changes/index.html"]).Length / 1000} kB, largest file {files.Max(f => f.Length) / 1000} kB, {files.Sum(f => f.Length) / 1_000_000} MB in {files.Length} files");
        IPage page = await chromium.OpenAsync();
        Stopwatch clock = Stopwatch.StartNew();
        await page.GotoAsync(new Uri(workspace["changes/index.html"]).AbsoluteUri);
        await Assertions.Expect(page.Locator("#told")).ToContainTextAsync("240 of the 240");
        output.WriteLine($"opens in {clock.Elapsed.TotalSeconds:0.00} s");
        await page.Context.CloseAsync();
        Assert.True(files.Max(f => f.Length) <= 2_000_000);
    }
}
