using ImageAnalytics.Results.Statistics;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Reporting.Tests;

public sealed class ReportWriterTests
{
    [Fact]
    public async Task Report_SaysWhatRanAndWhatWasFound()
    {
        using TemporaryFolder folder = new();
        string html = await PageOf(Drawn.Model(Drawn.Picture(Drawn.Save(folder, "one.png"))), folder);
        string[] expected =
        [
            "Yard watch", "Which balls and crates were in the yard?", "Run 20260102-030405", "2026-01-02 03:04 &#x2B;01:00", "1 min 23 s",
            "12&#x202F;345", "40&#x202F;210", "thing 1", "10 more labels", "sports ball 0.93", "red ball", "kind of sports ball",
            "truncated", "Copy it again from its source.", "BSD-3-Clause", "plugin: single-shot-detector # &lt;finds&gt; &amp; draws",
        ];
        Assert.All(expected, text => Assert.Contains(text, html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Charts_NameFoldersInEveryScript_AndByTheirEnds()
    {
        using TemporaryFolder folder = new();
        string[] names = ["写真/犬", "สุนัข", "a <b> & ~3~", "archive-north-gate/camera-west/2026-11-01", "archive-north-gate/camera-west/2026-11-02"];
        ReportModel model = Drawn.Model(Drawn.Picture(Drawn.Save(folder, "one.png"))) with { Folders = [.. names.Select((n, i) => new FolderStatistics(i, n, 9 - i, 0, 1, []))] };
        await PageOf(model, folder);
        string svg = await File.ReadAllTextAsync(folder["report/charts/folders.svg"], TestContext.Current.CancellationToken);
        Assert.All((string[])["写真/犬", "สุนัข", "a &lt;b&gt; &amp; ~3~"], n => Assert.Contains($"text-anchor=\"end\">{n}</text>", svg, StringComparison.Ordinal));
        Assert.Contains("2026-11-01</text>", svg, StringComparison.Ordinal);
        Assert.Contains("2026-11-02</text>", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("~0", svg, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_IsByteEqualForEqualModels()
    {
        using TemporaryFolder folder = new();
        ReportModel model = Drawn.Model(Drawn.Picture(Drawn.Save(folder, "one.png")), Drawn.Picture(Drawn.Save(folder, "two.jpg", hue: 90)));
        await ReportWriter.WriteAsync(model, folder["a"], cancellationToken: TestContext.Current.CancellationToken);
        await ReportWriter.WriteAsync(model, folder["b"], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(Contents(folder["a"]), Contents(folder["b"]));
        Assert.Equal(Contents(folder["a"]), await WithCache(model, folder, "c"));
        Assert.Equal(Contents(folder["a"]), await WithCache(model, folder, "d"));
    }

    [Theory]
    [InlineData(1920, 1080, 480, 270)]
    [InlineData(480, 6000, 38, 480)]
    [InlineData(28, 28, 28, 28)]
    public async Task Thumbnail_HasALongSideOfAtMost480(int width, int height, int expectedWidth, int expectedHeight)
    {
        using TemporaryFolder folder = new();
        await PageOf(Drawn.Model(Drawn.Picture(Drawn.Save(folder, "one.jpg", width, height), width, height)), folder);
        using Mat thumbnail = Cv2.ImRead(Assert.Single(Directory.GetFiles(folder["report/thumbs"])));
        Assert.Equal((expectedWidth, expectedHeight), (thumbnail.Width, thumbnail.Height));
    }

    [Fact]
    public async Task Picture_ThatIsGoneOrBroken_GetsAPlaceholder()
    {
        using TemporaryFolder folder = new();
        string broken = folder["broken.jpg"], empty = folder["empty.jpg"];
        File.WriteAllText(broken, "no picture");
        File.WriteAllBytes(empty, []);
        string html = await PageOf(Drawn.Model(Drawn.Picture(folder["gone.jpg"]), Drawn.Picture(broken), Drawn.Picture(empty), Drawn.Picture(broken, 0, 0)), folder);
        Assert.Equal(3, CountOf("The original cannot be shown: it is gone or has changed.", html));
        Assert.Equal(1, CountOf("There is no picture to show.", html));
        Assert.Equal(0, CountOf("<img src=\"thumbs/", html));
    }

    [Fact]
    public async Task Decoder_OfTheCallerIsUsed_AndItsPictureDisposed()
    {
        using TemporaryFolder folder = new();
        Mat? given = null;
        await ReportWriter.WriteAsync(Drawn.Model(Drawn.Picture("/nowhere/a.jpg")), folder["report"], new ReportOptions { Decode = (_, _) => given = Drawn.Scene(64, 48, 0) }, TestContext.Current.CancellationToken);
        Assert.Single(Directory.GetFiles(folder["report/thumbs"]));
        Assert.True(given!.IsDisposed);
    }

    [Fact]
    public async Task Box_IsPlacedInPercentOfTheOriginal()
    {
        using TemporaryFolder folder = new();
        string html = await PageOf(Drawn.Model(Drawn.Picture(Drawn.Save(folder, "one.png"))), folder);
        Assert.Contains("""x="15.63%" y="16.67%" width="31.25%" height="41.67%">""", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Box_OutsideOrWithoutExtentOrNotANumber_IsCutOrLeftOut()
    {
        using TemporaryFolder folder = new();
        ReportPicture picture = Drawn.Picture(Drawn.Save(folder, "one.png")) with
        {
            Boxes =
            [
                new ReportBox("s#1", "s", "beyond", 0.5, new BoundingBox(-64, 240, 128, 480)),
                new ReportBox("s#2", "s", "nan", 0.5, new BoundingBox(double.NaN, 0, 10, 10)),
                new ReportBox("s#3", "s", "away", 0.5, new BoundingBox(700, 0, 10, 10)),
            ],
        };
        string html = await PageOf(Drawn.Model(picture), folder);
        Assert.Equal(2, CountOf("<rect", html[html.IndexOf("class=\"overlay\"", StringComparison.Ordinal)..]));
        Assert.Contains("""x="0%" y="50%" width="10%" height="50%">""", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_ShowsAtMost600Pictures_AndAFewOnTheFrontPage()
    {
        using TemporaryFolder folder = new();
        ReportPicture one = Drawn.Picture(folder["gone.jpg"]);
        string html = await PageOf(Drawn.Model([.. Enumerable.Repeat(one, 700)]), folder);
        Assert.Equal(24, CountOf("<figure class=\"tile", html));
        Assert.Contains("24 of 12&#x202F;345", html, StringComparison.Ordinal);
        Assert.Equal(600, Directory.EnumerateFiles(folder["report/data"], "pictures-*.js").Sum(f => CountOf("\"path\":", File.ReadAllText(f))));
    }

    [Fact]
    public async Task Page_WithManyBoxesEverywhere_StaysBelowTwoMegabytes()
    {
        using TemporaryFolder folder = new();
        ReportBox[] crowd = [.. Enumerable.Range(0, 100).Select(i => new ReportBox($"objects#{i}", "objects", $"a long label {i % 80}", i / 100.0, new BoundingBox(i, i, 50, 50)))];
        string original = Drawn.Save(folder, "one.png");
        string html = await PageOf(Drawn.Model([.. Enumerable.Repeat(Drawn.Picture(original) with { Boxes = crowd }, 600)]), folder);
        Assert.True(html.Length < 2 << 20, $"The page has {html.Length} characters.");
        Assert.All(Directory.EnumerateFiles(folder["report"], "*", SearchOption.AllDirectories), f => Assert.True(new FileInfo(f).Length < 1 << 20, f));
    }

    [Fact]
    public async Task Page_WithoutPicturesOrFailures_HasNoEmptySections()
    {
        using TemporaryFolder folder = new();
        string html = await PageOf(Drawn.Model() with { FailureCounts = new Dictionary<string, long>(), Failures = [], Steps = [], Started = null, Duration = null }, folder);
        Assert.DoesNotContain("id=\"pictures", html, StringComparison.Ordinal);
        Assert.DoesNotContain("failures.html", html, StringComparison.Ordinal);
        Assert.DoesNotContain("started", html, StringComparison.Ordinal);
    }

    internal static async Task<string> PageOf(ReportModel model, TemporaryFolder folder)
        => await File.ReadAllTextAsync(await ReportWriter.WriteAsync(model, folder["report"], cancellationToken: TestContext.Current.CancellationToken));

    private static async Task<SortedDictionary<string, string>> WithCache(ReportModel model, TemporaryFolder folder, string name)
    {
        ReportModel keyed = model with { Pictures = [.. model.Pictures.Select((p, i) => p with { Key = $"{i:x64}" })] };
        await ReportWriter.WriteAsync(keyed, folder[name], new ReportOptions { CacheFolder = folder["cache"] }, TestContext.Current.CancellationToken);
        return Contents(folder[name]);
    }

    internal static int CountOf(string text, string html) => html.Split(text).Length - 1;

    private static SortedDictionary<string, string> Contents(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(folder, f), f => Convert.ToBase64String(File.ReadAllBytes(f))),
        StringComparer.Ordinal);
}
