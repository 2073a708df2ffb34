using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Reporting.Tests;

/// <summary>Masks, faces, made pictures and licences on the page.</summary>
public sealed class FindingsTests
{
    [Fact]
    public async Task Mask_IsDrawnAsAPathInsideItsBox()
    {
        using TemporaryFolder folder = new();
        Mask mask = MaskTracerTests.Mask(640, 480, m => m.Ellipse(new RotatedRect(new Point2f(200, 180), new Size2f(200, 200), 0), Scalar.White, -1));
        string html = await ReportWriterTests.PageOf(Drawn.Model(Drawn.Picture(Drawn.Save(folder, "one.png")) with
        {
            Boxes = [new ReportBox("objects#1", "objects", "ball", 0.93, Drawn.Ball) { Mask = mask }, new ReportBox("objects#2", "objects", "broken", 0.5, Drawn.Crate) { Mask = mask with { CompressedRle = "\"><script>" } }],
        }), folder);
        Assert.Contains("viewBox=\"-.5 -.5 240 180\" preserveAspectRatio=\"none\"><path d=\"M", html, StringComparison.Ordinal);
        Assert.True(html.LastIndexOf("</path>", StringComparison.Ordinal) < html.IndexOf("<foreignObject", StringComparison.Ordinal), "A mask may cover a name.");
        Assert.Equal(1, ReportWriterTests.CountOf("class=\"faint\"", html));
        Assert.Equal(1, ReportWriterTests.CountOf("class=\"under\"", html)); // The box of the mask that cannot be read.
        Assert.DoesNotContain("\"><script>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithMasksEverywhere_StaysSmall()
    {
        using TemporaryFolder folder = new();
        ReportBox[] crowd = [.. Enumerable.Range(0, 40).Select(i => new ReportBox($"objects#{i}", "objects", $"thing {i}", i / 100.0, new BoundingBox(i, i, 50, 50))
        {
            Mask = MaskTracerTests.Mask(640, 480, m => m.Ellipse(new RotatedRect(new Point2f(100 + (i * 10), 240), new Size2f(90, 150), i * 9), Scalar.White, -1)),
        })];
        string original = Drawn.Save(folder, "one.png");
        string with = await ReportWriterTests.PageOf(Drawn.Model([.. Enumerable.Repeat(Drawn.Picture(original) with { Boxes = crowd }, 24)]), folder);
        string without = await ReportWriterTests.PageOf(Drawn.Model([.. Enumerable.Repeat(Drawn.Picture(original) with { Boxes = [.. crowd.Select(b => b with { Mask = null })] }, 24)]), folder);
        double bytesEach = (with.Length - without.Length) / (24.0 * 25); // A page draws 25 boxes of a picture.
        TestContext.Current.SendDiagnosticMessage("{0:0} bytes for each mask more than for its box alone", bytesEach);
        Assert.InRange(bytesEach, 1, 250);
    }

    [Fact]
    public async Task Face_HasItsNamePointsAndDistance()
    {
        using TemporaryFolder folder = new();
        ReportBox known = new("people#1", "people", "Ann <b>", 0.99, Drawn.Ball) { Points = [new ImagePoint(160, 120), new ImagePoint(240, 120), new ImagePoint(9000, 1), new ImagePoint(double.NaN, 1)], Distance = 0.313 };
        ReportBox unknown = new("people#2", "people", "", 0.8, Drawn.Crate) { Points = [.. Enumerable.Repeat(new ImagePoint(1, 1), 468)] };
        string html = await ReportWriterTests.PageOf(Drawn.Model(Drawn.Picture(Drawn.Save(folder, "one.png")) with { Boxes = [known, unknown], Classifications = [] }), folder);
        Assert.Contains("<circle cx=\"25%\" cy=\"25%\" r=\"2.5\">", html, StringComparison.Ordinal);
        Assert.Equal(2, ReportWriterTests.CountOf("<circle", html)); // Not those outside, and not a whole mesh.
        Assert.Contains("distance 0.31</title>", html, StringComparison.Ordinal);
        Assert.Contains("Ann &lt;b&gt; 0.99", html, StringComparison.Ordinal);
        Assert.Contains("(unknown) 0.80", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MadePicture_IsBesideItsOriginalWithThumbnailAndLink()
    {
        using TemporaryFolder folder = new();
        string original = Drawn.Save(folder, "one.png"), made = Drawn.Save(folder, "0123.png", 900, 600, hue: 120);
        ReportMade[] all = [Made(made), Made(folder["gone.png"]), Made(made) with { Style = "<i>", Step = "part", Region = "objects#1" }];
        string html = await ReportWriterTests.PageOf(Drawn.Model(Drawn.Picture(original) with { Made = all }), folder);
        Assert.Equal(2, ReportWriterTests.CountOf("<a href=\"made/0123.png\"", html));
        Assert.Equal(File.ReadAllBytes(made), File.ReadAllBytes(folder["report/made/0123.png"]));
        Assert.Equal(3, ReportWriterTests.CountOf("<img src=\"thumbs/", html));
        Assert.Contains("width=\"480\" height=\"320\"", html, StringComparison.Ordinal);
        Assert.Equal(1, ReportWriterTests.CountOf("The made picture is gone from the store; the next run makes it again.", html));
        Assert.Contains("part of sports ball", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MadePictures_MoreThanFit_AreCounted()
    {
        using TemporaryFolder folder = new();
        string made = Drawn.Save(folder, "0123.png");
        string html = await ReportWriterTests.PageOf(Drawn.Model(Drawn.Picture(Drawn.Save(folder, "one.png")) with { Made = [.. Enumerable.Range(0, 10).Select(_ => Made(made))] }), folder);
        Assert.Equal(ReportWriter.MaxMade, ReportWriterTests.CountOf("<a href=\"made/", html));
        Assert.Contains("4 more made pictures are in pictures.csv.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Licence_ThatForbidsCommercialUse_HasABadgeAndANotice()
    {
        using TemporaryFolder folder = new();
        ReportModel model = Drawn.Model() with { Models = [new ReportModelCard("gan", "1", "style-transfer", "CC-BY-NC-4.0", "") { ForbidsCommercialUse = true }, new ReportModelCard("fine", "1", "detection", "MIT", "")] };
        string html = await ReportWriterTests.PageOf(model, folder);
        Assert.Contains("<strong>Not for commercial use.</strong> The licence of this model forbids it: <bdi>gan</bdi>.", html, StringComparison.Ordinal);
        Assert.Equal(1, ReportWriterTests.CountOf("<span class=\"status bad\">non-commercial</span>", html));
        Assert.DoesNotContain("Not for commercial use", await ReportWriterTests.PageOf(Drawn.Model(), folder), StringComparison.Ordinal);
    }

    private static ReportMade Made(string path) => new() { Step = "paint", Style = "mosaic", FullPath = path, Width = 900, Height = 600 };
}
