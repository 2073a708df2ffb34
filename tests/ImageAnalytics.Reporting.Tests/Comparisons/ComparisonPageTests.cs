using System.Text.Json;
using ImageAnalytics.Reporting.Comparisons;
using ImageAnalytics.Results.Comparing;

namespace ImageAnalytics.Reporting.Tests.Comparisons;

public sealed class ComparisonPageTests
{
    [Fact]
    public async Task Page_SaysWhatWasComparedAndWhatDiffers()
    {
        using TemporaryFolder folder = new();
        string html = await WriteAsync(folder, [ComparedRuns.CrateAppeared("one.png")]);
        Assert.All(
            (string[])["yard-watch: what changed", "20260101-020000", "2026-01-02 02:00 +00:00", "drawn 1.0", "/pictures/yard", "failed now", "1\u202F234", ">234<", "drawn → drawn-large", "80.2 %", "an IoU of at least 0.50"],
            text => Assert.Contains(text, System.Net.WebUtility.HtmlDecode(html), StringComparison.Ordinal));
        Assert.Contains("""<td class="n good h10"><data value="998">998</data></td>""", html, StringComparison.Ordinal);
        Assert.Contains("""<td class="n bad h1"><data value="2">2</data></td>""", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Boxes_AreMarkedByWhatTheOtherRunFound()
    {
        using TemporaryFolder folder = new();
        await WriteAsync(folder, [ComparedRuns.CrateAppeared("one.png")]);

        JsonElement[] pictures = [.. Data(folder, "pictures-0").EnumerateArray()];

        Assert.Equal("[1]", pictures[0].GetProperty("marks").GetRawText());
        Assert.Equal("[2,1]", pictures[1].GetProperty("marks").GetRawText());
        Assert.Equal("""["appeared",null,"crate",0,0.71,"objects"]""", Data(folder, "pairs-0")[0].GetProperty("findings")[0].GetRawText());
        // Both runs looked at one file: its small and its large picture are there once.
        Assert.Equal((1, 1), (Directory.GetFiles(folder["changes/thumbs"]).Length, Directory.GetFiles(folder["changes/previews"]).Length));
    }

    [Fact]
    public async Task OfVeryMany_SomeAreShownAndTheFirstListed_AndThePageSaysSo()
    {
        using TemporaryFolder folder = new();
        string html = await WriteAsync(folder, Enumerable.Range(0, 20_000).Select(i => ComparedRuns.CrateAppeared($"f/{i:D5}.png")));

        Assert.Contains("A choice of 240 of the 20&#x202F;000 images that differ", html, StringComparison.Ordinal);
        Assert.Contains("Only the first 5&#x202F;000 are listed here", html, StringComparison.Ordinal);
        Assert.Equal(240, Data(folder, "pairs-0").GetArrayLength());
        string[] files = Directory.GetFiles(folder["changes"], "*", SearchOption.AllDirectories);
        Assert.Equal(5_000, files.Where(f => Path.GetFileName(f).StartsWith("list-", StringComparison.Ordinal)).Sum(f => Data(folder, Path.GetFileNameWithoutExtension(f)).GetArrayLength()));
        Assert.All(files, f => Assert.True(new FileInfo(f).Length < 1 << 20, f));
    }

    [Fact]
    public async Task EqualComparisons_GiveByteEqualFolders_AlsoWhereAnotherWasBefore()
    {
        using TemporaryFolder folder = new();
        ImageDifference[] few = [ComparedRuns.CrateAppeared("one.png"), new ImageDifference(ImageChange.New, null, ComparedRuns.Image("new.png"), [])];
        await WriteAsync(folder, few, "a");
        await WriteAsync(folder, Enumerable.Range(0, 50).Select(i => ComparedRuns.CrateAppeared($"f/{i:D5}.png")), "b");
        File.WriteAllText(folder["b/compare.json"], "{}");
        await WriteAsync(folder, few, "b");
        File.Delete(folder["b/compare.json"]);
        Assert.Equal(Contents(folder["a"]), Contents(folder["b"]));
    }

    [Fact]
    public void PageOfSomethingElse_IsNotReplaced()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["index.html"], "mine");
        IOException refused = Assert.Throws<IOException>(() => new ComparisonPageWriter(folder.Root));
        Assert.Contains("Expected a new or an empty folder, or that of an earlier comparison.", refused.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(folder["index.html"]));
    }

    [Fact]
    public async Task FilesOfOthersBesideThePage_Stay()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["changes/data"]);
        File.WriteAllText(folder["changes/data/mine.js"], "mine");
        File.WriteAllText(folder["changes/data/pairs-7.js"], "of an earlier comparison");
        await WriteAsync(folder, [ComparedRuns.CrateAppeared("one.png")]);
        Assert.Equal((true, false), (File.Exists(folder["changes/data/mine.js"]), File.Exists(folder["changes/data/pairs-7.js"])));
    }

    [Fact]
    public async Task TwoStepsOfOneRun_AreNamedForTheirSteps()
    {
        using TemporaryFolder folder = new();
        string html = await WriteAsync(folder, [ComparedRuns.CrateAppeared("one.png")], change: m => m with
        {
            Before = m.After,
            Figures = m.Figures with { Before = m.Figures.After, Steps = [m.Figures.Steps[0] with { Steps = new StepPair("small", "large") }] },
        });
        Assert.Contains("small and large on the same images", html, StringComparison.Ordinal);
        Assert.Contains("In 1 of 4&#x202F;000 images the answers differ.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("failed now", html, StringComparison.Ordinal);
        Assert.Equal("""["small","large"]""", Data(folder, "report").GetProperty("sides").GetRawText());
    }

    [Fact]
    public async Task NothingDiffers_IsSaid()
    {
        using TemporaryFolder folder = new();
        string html = await WriteAsync(folder, [], change: m => m with { Figures = m.Figures with { Steps = [] } });
        Assert.Contains("Nothing differs: the same images with the same results.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"listed\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HostileTexts_AreEncoded()
    {
        const string Hostile = "</script><script>alert(1)</script>\u202E";
        using TemporaryFolder folder = new();
        string html = await WriteAsync(folder, [ComparedRuns.CrateAppeared(Hostile), new ImageDifference(ImageChange.Moved, ComparedRuns.Image(Hostile + "1"), ComparedRuns.Image(Hostile + "2"), [])], change: m => m with
        {
            After = m.After with { Inputs = [Hostile], Models = [Hostile], Run = m.After.Run with { Pipeline = Hostile, RunId = Hostile } },
            Figures = m.Figures with { Steps = [m.Figures.Steps[0] with { ModelAfter = Hostile, Labels = [new LabelChange(Hostile, Hostile, 1, 1, 1, 1)], Agreement = [new AgreementCell(Hostile, Hostile, 1)] }] },
        });
        string all = html + string.Concat(Directory.GetFiles(folder["changes/data"]).Select(File.ReadAllText));
        Assert.DoesNotContain("<script>alert", all, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", all, StringComparison.Ordinal);
        Assert.Contains("‹U+202E›", System.Net.WebUtility.HtmlDecode(html), StringComparison.Ordinal);
    }

    private static async Task<string> WriteAsync(TemporaryFolder folder, IEnumerable<ImageDifference> differences, string name = "changes", Func<ComparisonModel, ComparisonModel>? change = null)
    {
        ReportPicture picture = Drawn.Picture(Drawn.Save(folder, "one.png"));
        return await ComparedRuns.WriteAsync(
            folder[name], differences,
            c => (c.Difference.IsOfBoth ? picture with { Path = c.Difference.Path, Boxes = [picture.Boxes[0]] } : null, picture with { Path = c.Difference.Path }), change);
    }

    private static JsonElement Data(TemporaryFolder folder, string name)
    {
        string script = File.ReadAllText(folder[$"changes/data/{name}.js"]);
        return JsonDocument.Parse(script[(script.IndexOf(',', StringComparison.Ordinal) + 1)..script.LastIndexOf(')')]).RootElement;
    }

    private static Dictionary<string, string> Contents(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(f => Path.GetRelativePath(folder, f), f => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f))));
}
