using ImageAnalytics.Reporting.Decks;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Report.Browser.Tests.Support;

/// <summary>A page of slides with one of every kind.</summary>
internal static class DrawnSlides
{
    public const int Count = 7;

    /// <summary>Writes it beside a page that stands for the report.</summary>
    /// <returns>Its folder.</returns>
    public static async Task<string> WriteAsync(Workspace workspace, string text = "gear")
    {
        workspace.Write("deck/index.html", "<!DOCTYPE html><title>Report</title><main id=\"main\"><section>The report</section></main>");
        DeckPicture picture = new()
        {
            Caption = text,
            FullPath = "/drawn",
            Width = 640,
            Height = 480,
            Marks = [new DeckMark(text, 0.9, new BoundingBox(100, 80, 200, 200), null, 0), new DeckMark(text, 0.8, new BoundingBox(360, 200, 180, 240), null, 1)],
        };
        DeckContent content = new()
        {
            Title = text,
            Footer = text,
            ReportPage = "index.html",
            Slides =
            [
                new TitleSlide { Title = text, Problem = text, Facts = [text, "2 pictures"], Notes = [text] },
                new FiguresSlide { Title = text, Figures = [new("12 345", text), new(text, "findings"), new("7", "failed", IsBad: true)], Statements = [$"Alert {text}: 3 new images.", text], Notes = ["Source: run 1.", text] },
                new ChartSlide { Title = text, Chart = new(ChartKind.Bars, "label", "findings", [text, "nut"], [new("findings", [53, 7])]), Remark = text, Notes = [text] },
                new ChartSlide { Title = text, Chart = new(ChartKind.Lines, "day", "findings", ["2026-01-01", "2026-01-02", "2026-01-03"], [new(text, [1, 2.5, 0]), new("b", [3, 1, 2])]), Notes = [text] },
                new TableSlide { Title = text, Table = new([new("Label", 3), new("Findings", 1, IsNumber: true)], [.. Enumerable.Range(1, 12).Select(i => (IReadOnlyList<string>)[text, $"{i}"])]), Remark = text, Notes = [text] },
                new PicturesSlide { Title = text, Pictures = [picture], Notes = [text] },
                new PicturesSlide { Title = text, Pictures = [.. Enumerable.Repeat(picture, 6)], Notes = [text] },
            ],
        };
        await DeckWriter.WriteAsync(content, workspace["deck"], slides: true, presentation: false, 25, null, Draw, TestContext.Current.CancellationToken);
        return workspace["deck"];
    }

    private static Mat Draw(DeckPicture picture, int longSide)
    {
        Mat drawn = new(picture.Height, picture.Width, MatType.CV_8UC3, new Scalar(190, 190, 160));
        drawn.Circle(200, 180, 100, new Scalar(40, 60, 210), -1);
        drawn.Rectangle(new Rect(360, 200, 180, 240), new Scalar(60, 120, 160), -1);
        return drawn;
    }
}
