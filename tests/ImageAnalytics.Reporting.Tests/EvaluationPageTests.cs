using System.Xml.Linq;

namespace ImageAnalytics.Reporting.Tests;

/// <summary>The page of an evaluation.</summary>
public sealed class EvaluationPageTests
{
    private const string Attack = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'--></style></title>\u202E\u0007.jpg";

    [Fact]
    public async Task Write_EveryText_IsEncoded()
    {
        using TemporaryFolder folder = new();
        ReportPicture picture = Drawn.Picture(Drawn.Save(folder, "one.png")) with { Path = Attack, Message = Attack, Boxes = [new ReportBox(Attack, Attack, Attack, 0.5, Drawn.Ball) { IsTruth = true }] };
        EvaluationModel model = new()
        {
            Title = Attack,
            Subtitle = Attack,
            Figures = [new EvaluationFigure(Attack, 0.5)],
            Notes = [Attack],
            Errors = [new EvaluationCount(Attack, 1, Attack)],
            Classes = new EvaluationTable([Attack, Attack], [new EvaluationRow(Attack, 1, [0.5])]),
            Confusion = new ConfusionTable([Attack], [Attack], [[1]], [(Attack, Attack, 1)]),
            Curves = [new PrecisionRecallCurve(Attack, [(0, 1), (1, 0.5)])],
            Reliability = new ReliabilityDiagram([(0, 1, 1, 0.5)], 0.1),
            Worst = [picture],
            Best = [picture],
            Broken = [new ReportFailure(Attack, "", Attack)],
            BrokenCount = 1,
            Definitions = [(Attack, Attack)],
        };

        string html = await PageOf(model, folder);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\u202E", html, StringComparison.Ordinal);
        Assert.Equal(4, ReportWriterTests.CountOf("<img", html.Replace("&lt;img", "", StringComparison.Ordinal))); // two thumbnails, two charts
        Assert.Equal(1, ReportWriterTests.CountOf("</style>", html));
        Assert.All(Directory.GetFiles(folder["page/charts"]), f => Assert.Equal("svg", XDocument.Load(f).Root!.Name.LocalName));
        Assert.All(Directory.GetFiles(folder["page/charts"]), f => Assert.DoesNotContain("<script", File.ReadAllText(f), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Write_Curves_AreNamedOnThePageInAnyScript()
    {
        using TemporaryFolder folder = new();

        string html = await PageOf(
            new EvaluationModel { Title = "m on d", Subtitle = "s", Figures = [], Curves = [new PrecisionRecallCurve("all classes", [(0, 1), (1, 0.5)]), new PrecisionRecallCurve("猫", [(0, 1), (1, 0.5)])] },
            folder);

        Assert.Contains("<span class=\"key t0\"></span><bdi>all classes</bdi>", html, StringComparison.Ordinal);
        Assert.Matches("<span class=\"key t1\"></span><bdi>(猫|&#x732B;)</bdi>", html);
    }

    [Fact]
    public async Task Write_OnlyFigures_LeavesEmptySectionsOut()
    {
        using TemporaryFolder folder = new();

        string html = await PageOf(new EvaluationModel { Title = "m on d", Subtitle = "s", Figures = [new EvaluationFigure("AP", 0.25), new EvaluationFigure("F1", null)] }, folder);

        Assert.Contains("<dt>AP</dt><dd>0.250</dd>", html, StringComparison.Ordinal);
        Assert.Contains("<dt>F1</dt><dd>&#x2013;</dd>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<section", html, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["page/charts"]));
    }

    [Fact]
    public async Task Write_MoreBrokenPicturesThanAreNamed_SaysHowMany()
    {
        using TemporaryFolder folder = new();

        string html = await PageOf(new EvaluationModel { Title = "m on d", Subtitle = "s", Figures = [], Broken = [new ReportFailure("a.png", "", "It is cut off.")], BrokenCount = 2001 }, folder);

        string text = System.Net.WebUtility.HtmlDecode(html);
        Assert.Contains($"Pictures that are in no figure <small>{Format.Count(2001)}</small>", text, StringComparison.Ordinal);
        Assert.Contains($"And {Format.Count(2000)} more.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_TrueAndFoundBoxes_AreToldApart()
    {
        using TemporaryFolder folder = new();
        ReportPicture picture = Drawn.Picture(Drawn.Save(folder, "one.png")) with
        {
            Boxes = [new ReportBox("true#1", "true", "ball", 0, Drawn.Ball) { IsTruth = true }, new ReportBox("found#1", "found", "ball", 0.9, Drawn.Ball)],
        };

        string html = await PageOf(new EvaluationModel { Title = "m on d", Subtitle = "s", Figures = [], Worst = [picture] }, folder);

        Assert.Equal(1, ReportWriterTests.CountOf("<g class=\"c0 truth\"><title>ball · true", html));
        Assert.Equal(1, ReportWriterTests.CountOf("ball 0.90 · found", html));
    }

    [Fact]
    public async Task Write_ManyFound_DrawsAllThatIsTrueToo()
    {
        using TemporaryFolder folder = new();
        ReportPicture picture = Drawn.Picture(Drawn.Save(folder, "one.png")) with
        {
            Boxes =
            [
                .. Enumerable.Range(1, 200).Select(i => new ReportBox($"true#{i}", "true", "ball", 0, Drawn.Ball) { IsTruth = true }),
                .. Enumerable.Range(1, 300).Select(i => new ReportBox($"found#{i}", "found", "ball", 0.9, Drawn.Ball)),
            ],
        };

        string html = await PageOf(new EvaluationModel { Title = "m on d", Subtitle = "s", Figures = [], Worst = [picture] }, folder);

        Assert.Equal(200, ReportWriterTests.CountOf("<g class=\"c0 truth\">", html));
        Assert.Equal(300, ReportWriterTests.CountOf("ball 0.90 · found", html));
    }

    private static async Task<string> PageOf(EvaluationModel model, TemporaryFolder folder)
        => await File.ReadAllTextAsync(await EvaluationPageWriter.WriteAsync(model, folder["page"], cancellationToken: TestContext.Current.CancellationToken));
}
