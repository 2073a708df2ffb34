using ImageAnalytics.Reporting.Decks;

namespace ImageAnalytics.Reporting.Tests.Decks;

/// <summary>Texts are made to fit by measure.</summary>
public sealed class TextFitTests
{
    [Fact]
    public void Shortened_FitsTheWidth_AndKeepsWhatTellsThingsApart()
    {
        string path = "north/yard/camera-04/2026-01-02/03-04-05.jpg";
        Assert.Equal(path, TextFit.Middle(path, 500, 12));
        string middle = TextFit.Middle(path, 120, 12), end = TextFit.End(path, 120, 12);
        Assert.EndsWith("04-05.jpg", middle, StringComparison.Ordinal);
        Assert.StartsWith("north/yard", end, StringComparison.Ordinal);
        Assert.All((string[])[middle, end], t => Assert.True(TextWidth.Of(t, 12) <= 120 && t.Contains('…', StringComparison.Ordinal)));
    }

    [Fact]
    public void Paragraph_TakesNoMoreLinesThanItMay()
    {
        string text = string.Join(' ', Enumerable.Repeat("seven words that fill a line quickly", 40));
        string shortened = TextFit.Paragraph(text, 200, 12, 3);
        Assert.Equal(3, TextFit.CountLines(shortened, 200, 12));
        Assert.StartsWith(shortened[..^1], text, StringComparison.Ordinal);
        Assert.Equal("short", TextFit.Paragraph("short", 200, 12, 3));
    }

    [Fact]
    public void BoxTooSmallForTheSize_MakesTextSmaller_ThenShorter()
    {
        FittedText smaller = FittedText.In("a headline of some length for a slide", 200, 40, 30, 12);
        Assert.Equal("a headline of some length for a slide", smaller.Text);
        Assert.InRange(smaller.Size, 12, 29);
        FittedText shorter = FittedText.In(new string('W', 4000), 200, 40, 30, 12);
        Assert.Equal(12, shorter.Size);
        Assert.EndsWith("…", shorter.Text, StringComparison.Ordinal);
    }
}
