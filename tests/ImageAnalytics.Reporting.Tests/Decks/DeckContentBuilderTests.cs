using ImageAnalytics.Reporting.Decks;

namespace ImageAnalytics.Reporting.Tests.Decks;

/// <summary>What a deck says of a run.</summary>
public sealed class DeckContentBuilderTests
{
    private static readonly (string, string)[] s_line =
    [
        .. Enumerable.Range(0, 40).Select(i => ($"{(i % 3 == 0 ? "" : i % 3 == 1 ? "north/" : "south/deep/")}{i:D2}.jpg", i == 7 ? "text" : i == 8 ? "torn" : "ok")),
    ];

    [Fact]
    public void Charts_HoldTheNumbersOfTheCsvFiles()
    {
        using TemporaryFolder folder = new();
        string run = DeckRun.Make(folder["out"], s_line);
        DeckContent deck = DeckRun.Deck(folder["out"], run);

        string[][] summary = Csv(run, "summary.csv"), observations = Csv(run, "observations.csv");
        ChartSlide labels = deck.Slides.OfType<ChartSlide>().First();
        string[][] parts = [.. summary.Where(r => r[0] == "parts")];
        Assert.Equal(parts.Sum(r => double.Parse(r[4], null)), labels.Chart.Series[0].Values.Sum());
        foreach ((string category, double value) in labels.Chart.Categories.Zip(labels.Chart.Series[0].Values).SkipLast(1))
        {
            Assert.Equal(parts.Single(r => r[2] == category)[4], $"{value}");
        }

        Assert.EndsWith("other labels", labels.Chart.Categories[^1], StringComparison.Ordinal);
        ChartSlide folders = deck.Slides.OfType<ChartSlide>().Single(c => c.Chart.CategoryName == "folder");
        Assert.Equal(["(top folder)", "north", "south/deep"], folders.Chart.Categories.Order());
        int north = folders.Chart.Categories.Index().Single(c => c.Item == "north").Index;
        Assert.Equal(observations.Count(r => r[2] == "parts" && r[0].StartsWith("north/", StringComparison.Ordinal)), folders.Chart.Series.Sum(s => s.Values[north]));
        ChartSlide days = deck.Slides.OfType<ChartSlide>().Single(c => c.Chart.CategoryName == "day");
        Assert.Equal(["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"], days.Chart.Categories);
        ChartSlide sure = deck.Slides.OfType<ChartSlide>().Single(c => c.Chart.CategoryName == "confidence");
        Assert.Equal(observations.Count(r => !r.Contains("cracked")), sure.Chart.Series.Sum(s => s.Values.Sum()));
        Assert.Equal(observations.Count(r => r[2] == "parts" && r[7] == "0.8500"), sure.Chart.Series[0].Values[8]);
    }

    [Fact]
    public void LaterAnswersOfClassifiers_AreNoFindings()
    {
        using TemporaryFolder folder = new();
        string run = DeckRun.Make(folder["out"], s_line);
        FiguresSlide figures = DeckRun.Deck(folder["out"], run).Slides.OfType<FiguresSlide>().Single();
        int found = Csv(run, "observations.csv").Count(r => !r.Contains("cracked"));
        Assert.Equal($"{found}", figures.Figures.Single(f => f.Name == "findings").Value);
        Assert.StartsWith($"{found} findings in 40 pictures", figures.Title, StringComparison.Ordinal);
        Assert.DoesNotContain(figures.Statements, s => s.Contains("cracked", StringComparison.Ordinal));
    }

    [Fact]
    public void FoldersThatCouldNotBeListed_StandFirst()
    {
        using TemporaryFolder folder = new();
        FiguresSlide figures = DeckRun.Deck(folder["out"], DeckRun.Make(folder["out"], s_line, ["'/gone/camera-7' cannot be listed: access denied."])).Slides.OfType<FiguresSlide>().Single();
        Assert.EndsWith("and not everything was looked at", figures.Title, StringComparison.Ordinal);
        Assert.Equal("1 folder could not be listed; what lies there is in no number here: '/gone/camera-7' cannot be listed: access denied.", figures.Statements[0]);
    }

    [Fact]
    public void Notes_SayWhereEachFigureComesFrom()
    {
        using TemporaryFolder folder = new();
        string run = DeckRun.Make(folder["out"], s_line);
        DeckContent deck = DeckRun.Deck(folder["out"], run);
        Assert.All(deck.Slides, s => Assert.Contains($"run {Path.GetFileName(run)} of pipeline line", s.Notes[0], StringComparison.Ordinal));
        Assert.All(deck.Slides.Where(s => s is ChartSlide or TableSlide), s => Assert.Contains(s.Notes, n => n.Contains(".csv", StringComparison.Ordinal) || n.Contains("run.json", StringComparison.Ordinal)));
        Assert.Contains(deck.Slides.OfType<ChartSlide>().First().Notes, n => n.Contains("finder 1.2 (sha256 0123456789ab)", StringComparison.Ordinal));
        Assert.Contains(deck.Slides.OfType<TableSlide>().Last().Notes, n => n.Contains(DeckRun.ModelHash, StringComparison.Ordinal));
        Assert.StartsWith("Not for commercial use: sorter", deck.Slides[^1].Title, StringComparison.Ordinal);
        TableSlide failures = deck.Slides.OfType<TableSlide>().Single(t => t.Title == "2 of 40 pictures failed wholly or in part");
        Assert.Contains(failures.Notes, n => n.StartsWith("north/07.jpg: not-an-image", StringComparison.Ordinal));
        Assert.All(failures.Table.Rows, r => Assert.NotEmpty(r[3]));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(9)]
    public void Slides_StayWithinTheBudget_AndWhatIsLeftOutIsSaid(int most)
    {
        using TemporaryFolder folder = new();
        DeckContent deck = DeckRun.Deck(folder["out"], DeckRun.Make(folder["out"], s_line), most);
        Assert.Equal(most, deck.Slides.Count);
        Assert.IsType<TitleSlide>(deck.Slides[0]);
        FiguresSlide figures = Assert.IsType<FiguresSlide>(deck.Slides[1]);
        Assert.Contains($"Left out to keep to {most} slides", figures.Notes[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one.jpg", "ok")]
    [InlineData("one.jpg", "torn")]
    [InlineData("one.jpg", "text")]
    public async Task RunOfOnePicture_OrOfAFailureOnly_GivesASoundDeck(string path, string fate)
    {
        using TemporaryFolder folder = new();
        DeckContent deck = DeckRun.Deck(folder["out"], DeckRun.Make(folder["out"], [(path, fate)]));
        (_, string file) = await DrawnDeck.Write(folder, deck, decode: (_, _) => null); // the original is gone
        PresentationFile.AssertSound(file);
        Assert.Equal(fate == "text" ? 0 : 1, deck.Slides.OfType<PicturesSlide>().Count());
        Assert.All(deck.Slides.OfType<PicturesSlide>().SelectMany(s => s.Pictures), p => Assert.Equal(64, p.ContentHash!.Length));
        Assert.Equal(fate == "ok" ? 0 : 1, deck.Slides.Count(s => s.Title == "1 of 1 picture failed wholly or in part"));
    }

    [Fact]
    public async Task RunOfNoPicture_GivesASoundDeck()
    {
        using TemporaryFolder folder = new();
        DeckContent deck = DeckRun.Deck(folder["out"], DeckRun.Make(folder["out"], []));
        (_, string file) = await DrawnDeck.Write(folder, deck);
        PresentationFile.AssertSound(file);
        Assert.Equal("There was no picture to look at", deck.Slides[1].Title);
    }

    [Fact]
    public async Task AlertsThatFired_AreTheHeadlineOfTheFigures_AndTheirFirstSentences()
    {
        using TemporaryFolder folder = new();
        string run = DeckRun.Make(folder["out"], s_line), hostile = "\u202Egpj.exe </a:t><script> " + new string('W', 4000);
        ReportAlert seen = new("seen", true, "new images of 'parts'", 3) { Above = 2, Below = 1, Last = 0 }, held = seen with { Id = "held", Fired = false };
        FiguresSlide few = Figures(seen, held);
        Assert.StartsWith("1 alert fired: ", few.Title, StringComparison.Ordinal);
        Assert.Equal("Alert seen: 3 new images of 'parts'; it fires at more than 2, the last run had 0.", few.Statements[0]);
        Assert.DoesNotContain(few.Statements, s => s.Contains("held", StringComparison.Ordinal));
        Assert.DoesNotContain("fired", Figures(held).Title, StringComparison.Ordinal);

        FiguresSlide many = Figures([.. Enumerable.Range(0, 9).Select(i => seen with { Id = hostile, Counted = hostile })]);
        Assert.StartsWith("9 alerts fired: ", many.Title, StringComparison.Ordinal);
        Assert.Equal("7 more alerts fired; the report and alerts.json name them.", many.Statements[2]);
        Assert.InRange(many.Statements.Count, 4, 7);
        (_, string file) = await DrawnDeck.Write(folder, new DeckContent { Title = "t", Slides = [many] });
        PresentationFile.AssertSound(file);

        FiguresSlide Figures(params ReportAlert[] alerts)
            => DeckRun.Deck(folder["out"], run, slides: 4, new ReportAlerts(null, alerts)).Slides.OfType<FiguresSlide>().Single();
    }

    private static string[][] Csv(string run, string name)
        => [.. File.ReadAllLines(Path.Combine(run, "csv", name)).Skip(1).Select(l => l.Split(','))];
}
