namespace ImageAnalytics.Reporting.Tests;

/// <summary>The page with a training's curves.</summary>
public sealed class TrainingPageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Page_ShowsFiguresAndRecipe_AndEncodesThem()
    {
        TrainingPageModel model = Model(3) with { Title = "a<b", Recipe = "name: <script>\nseed: 1" };
        string page = await File.ReadAllTextAsync(await TrainingPageWriter.WriteAsync(model, _folder.Root), TestContext.Current.CancellationToken);

        Assert.Contains("a&lt;b", page, StringComparison.Ordinal);
        Assert.Contains("name: &lt;script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("<dt>best pass</dt><dd>2</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>top1</dt><dd>0.8000</dd>", page, StringComparison.Ordinal);
        Assert.Equal(["figures-dark.svg", "figures.svg", "loss-dark.svg", "loss.svg", "rate-dark.svg", "rate.svg"],
            Directory.GetFiles(Path.Combine(_folder.Root, "charts")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.Equal(page, await File.ReadAllTextAsync(await TrainingPageWriter.WriteAsync(model, _folder.Root), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task Page_OfAnyLength_IsWritten(int passes)
        => Assert.True(new FileInfo(await TrainingPageWriter.WriteAsync(Model(passes), _folder.Root)).Length < 200_000);

    [Fact]
    public async Task Page_NumbersThatAreNone_LeaveGaps()
    {
        TrainingPageModel model = Model(2);
        model = model with { Passes = [model.Passes[0] with { Figures = new Dictionary<string, double> { ["top1"] = double.NaN } }, model.Passes[1] with { Figures = new Dictionary<string, double>() }] };
        string page = await File.ReadAllTextAsync(await TrainingPageWriter.WriteAsync(model, _folder.Root), TestContext.Current.CancellationToken);
        Assert.Contains("&#x2013;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    private static TrainingPageModel Model(int passes) => new()
    {
        Title = "parts", Problem = "Which part is this?", Family = "classifier", Epochs = 10, Seed = 1, BestEpoch = Math.Min(2, passes), Duration = TimeSpan.FromSeconds(90), Recipe = "recipe: 1",
        Passes = [.. Enumerable.Range(1, passes).Select(e => new TrainingPass(
            e, 0.01 / e, new Dictionary<string, double> { ["loss"] = 2.0 / e, ["box"] = 1.0 / e }, new Dictionary<string, double> { ["top1"] = e == 2 ? 0.8 : 0.5, ["validation_loss"] = 1.5 / e }))],
    };
}
