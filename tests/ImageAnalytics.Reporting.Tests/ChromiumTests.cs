using System.Diagnostics;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Reporting.Tests;

/// <summary>The page in a real browser, opened from disk.</summary>
public sealed class ChromiumTests
{
    [Theory]
    [InlineData("desktop", 1280, 4600)]
    [InlineData("phone", 500, 9000)]
    public async Task Page_OpensFromDisk_AndTheBrowserRefusesNothing(string name, int width, int height)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/chromium"), "Chromium is not installed (apt-get install chromium).");
        using TemporaryFolder folder = new();
        string page = await ReportWriter.WriteAsync(Drawn.Model(Pictures(folder)), folder["report"], cancellationToken: TestContext.Current.CancellationToken);
        string complaints = await Open(page, folder, folder[name + ".png"], width, height);
        Assert.DoesNotContain("CONSOLE", complaints, StringComparison.Ordinal);
        using Mat shot = Cv2.ImRead(folder[name + ".png"]);
        Assert.Equal((width, height), (shot.Width, shot.Height));
        Assert.True(RedOf(shot) > 2000, "The drawn red balls are not on the page.");
    }

    [Fact]
    public async Task EvaluationPage_OpensFromDisk_AndTheBrowserRefusesNothing()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/chromium"), "Chromium is not installed (apt-get install chromium).");
        using TemporaryFolder folder = new();
        EvaluationModel model = new()
        {
            Title = "m on d",
            Subtitle = "s",
            Figures = [new EvaluationFigure("AP", 0.5)],
            Curves = [new PrecisionRecallCurve("all classes", [(0, 1), (1, 0.5)])],
            Reliability = new ReliabilityDiagram([(0, 1, 1, 0.5)], 0.1),
            Confusion = new ConfusionTable(["a", "b"], ["a", "b"], [[9, 1], [0, 3]], []),
            Worst = Pictures(folder),
        };
        string page = await EvaluationPageWriter.WriteAsync(model, folder["report"], cancellationToken: TestContext.Current.CancellationToken);

        string complaints = await Open(page, folder, folder["page.png"], 1280, 4000);

        Assert.DoesNotContain("CONSOLE", complaints, StringComparison.Ordinal);
        using Mat shot = Cv2.ImRead(folder["page.png"]);
        Assert.True(RedOf(shot) > 2000, "The drawn red balls are not on the page.");
    }

    private static ReportPicture[] Pictures(TemporaryFolder folder) =>
    [
        Drawn.Picture(Drawn.Save(folder, "wide.jpg", 1600, 500), 1600, 500),
        Drawn.Picture(Drawn.Save(folder, "normal.png", hue: 60)),
        Drawn.Picture(Drawn.Save(folder, "tall with a rather long name that has to be broken somewhere 2026-01-02 03-04-05.jpg", 480, 1600, 90), 480, 1600),
        Drawn.Picture(Drawn.Save(folder, "digit.png", 28, 28), 28, 28) with { Boxes = [], Classifications = [new ReportClassification("digits", "", 1, "7", 0.99)] },
        Drawn.Picture(folder["gone.jpg"]),
        Drawn.Picture(Drawn.Save(folder, "masks.png", hue: 30)) with
        {
            Boxes =
            [
                new ReportBox("cut#1", "cut", "sports ball", 0.97, Drawn.Ball) { Mask = MaskTracerTests.Mask(640, 480, m => m.Ellipse(new RotatedRect(new Point2f(200, 180), new Size2f(200, 200), 0), Scalar.White, -1)) },
                new ReportBox("cut#2", "cut", "crate", 0.88, Drawn.Crate) { Mask = MaskTracerTests.Mask(640, 480, Frame) },
            ],
            Classifications = [],
        },
        Drawn.Picture(Drawn.Save(folder, "faces.png", hue: 70)) with
        {
            Boxes =
            [
                new ReportBox("people#1", "people", "Ann Example", 0.99, new BoundingBox(110, 80, 180, 200)) { Points = [new(160, 150), new(240, 150), new(200, 190), new(170, 235), new(230, 235)], Distance = 0.31 },
                new ReportBox("people#2", "people", "", 0.83, new BoundingBox(390, 210, 120, 150)) { Points = [new(420, 260), new(480, 260), new(450, 290), new(430, 325), new(470, 325)] },
            ],
            Classifications = [],
        },
        Drawn.Picture(Drawn.Save(folder, "painted.png", hue: 40)) with { Made = [Made(folder, "a", 110, "mosaic"), Made(folder, "b", 170, "a style with a rather long name"), Made(folder, "c", 200, "gone") with { FullPath = folder["no.png"] }] },
        Drawn.Picture(Drawn.Save(folder, "painted tall.png", 300, 700, 20), 300, 700) with { Boxes = [], Made = [Made(folder, "d", 140, "mosaic")] },
        Drawn.Picture("/none", 0, 0) with { Path = "a/broken.jpg", Status = "failed", Message = "truncated: The file ends after 2176 of 2225 rows.", Boxes = [], Classifications = [] },
        Drawn.Picture(Drawn.Save(folder, "edges.jpg", hue: 120)) with
        {
            Path = "=<b>日本語</b>\u202E‏ gpj.exe",
            Status = "partial",
            Message = "Step 'kind' failed: model-error.",
            Boxes =
            [
                new ReportBox("objects#1", "objects", "at the top right corner", 0.51, new BoundingBox(560, 0, 80, 60)),
                new ReportBox("objects#2", "objects", "at the bottom", 0.62, new BoundingBox(300, 460, 60, 20)),
                new ReportBox("objects#3", "objects", "whole", 0.4, new BoundingBox(0, 0, 640, 480)),
                new ReportBox("faces#1", "faces", "", 0.9, new BoundingBox(20, 200, 60, 60)),
            ],
        },
        Drawn.Picture(Drawn.Save(folder, "crowd.jpg", hue: 150)) with
        {
            Boxes = [.. Enumerable.Range(0, 40).Select(i => new ReportBox($"objects#{i}", "objects", $"thing {i % 14}", 0.3 + (i / 100.0), new BoundingBox((i * 67) % 560, (i * 41) % 420, 60, 50)))],
            Classifications = [.. Enumerable.Range(1, 5).Select(i => new ReportClassification("scene", "", i, $"scene label number {i}", 0.6 / i))],
        },
    ];

    private static void Frame(Mat mask)
    {
        mask.Rectangle(new Rect(360, 200, 180, 240), Scalar.White, -1);
        mask.Rectangle(new Rect(400, 250, 100, 140), Scalar.Black, -1);
    }

    private static ReportMade Made(TemporaryFolder folder, string name, int hue, string style)
        => new() { Step = "paint", Style = style, FullPath = Drawn.Save(folder, $"made-{name}.png", 720, 720, hue), Width = 720, Height = 720 };

    private static async Task<string> Open(string page, TemporaryFolder folder, string shot, int width, int height)
    {
        ProcessStartInfo start = new("/usr/bin/chromium") { RedirectStandardError = true, RedirectStandardOutput = true };
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--enable-logging=stderr", $"--user-data-dir={folder["profile"]}", $"--screenshot={shot}", $"--window-size={width},{height}", new Uri(page).AbsoluteUri,
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        using Process chromium = Process.Start(start)!;
        Task<string> output = chromium.StandardOutput.ReadToEndAsync(), errors = chromium.StandardError.ReadToEndAsync();
        await chromium.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await output + await errors;
    }

    private static int RedOf(Mat shot)
    {
        using Mat red = shot.InRange(new Scalar(25, 45, 190), new Scalar(55, 75, 230));
        return red.CountNonZero();
    }
}
