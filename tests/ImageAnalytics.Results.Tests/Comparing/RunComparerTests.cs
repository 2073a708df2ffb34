using ImageAnalytics.Results.Comparing;
using ImageAnalytics.Results.Tests.Support;

namespace ImageAnalytics.Results.Tests.Comparing;

public sealed class RunComparerTests : IDisposable
{
    private readonly OutputFolder _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void ImagesThatCameWentMovedAndChanged_AreToldOnceEach()
    {
        string before = Run("m1", ("a.jpg", "same"), ("b.jpg", "old"), ("c.jpg", "gone"), ("d/x.jpg", "twin"), ("d/y.jpg", "twin"), ("e.jpg", "torn"));
        string after = Run("m1", ("a.jpg", "same"), ("b.jpg", "newer"), ("n.jpg", "fresh"), ("d/z.jpg", "twin"), ("e.jpg", "torn"));

        (RunComparison figures, List<ImageDifference> told) = Compare(before, after);

        Assert.Equal(3, figures.Common);
        Assert.Equal(
            ["c.jpg Gone", "d/y.jpg Gone", "d/z.jpg Moved", "n.jpg New", "b.jpg Content"],
            told.Select(t => $"{t.Path} {t.Change}"), StringComparer.Ordinal);
        Assert.Equal("d/x.jpg", told[2].Before!.Path);
        Assert.Equal((1, 2, 1, 1, 0, 0), (
            figures.Images[ImageChange.New], figures.Images[ImageChange.Gone], figures.Images[ImageChange.Moved], figures.Images[ImageChange.Content],
            figures.Images[ImageChange.Status], figures.Images[ImageChange.Findings]));
        Assert.False(figures.IsSame);
    }

    [Fact]
    public void SameImagesAndSteps_DifferInNothing()
    {
        (string, string)[] files = [.. Enumerable.Range(0, 20).Select(i => ($"f/{i:D2}.jpg", $"content {i}"))];
        string before = Run("m1", files), after = Run("m1", files);

        (RunComparison figures, List<ImageDifference> told) = Compare(before, after);

        Assert.Empty(told);
        Assert.True(figures.IsSame);
        StepComparison step = Assert.Single(figures.Steps);
        Assert.True(step.SameStep);
        Assert.Equal([new AgreementCell("car", "car", 20), new AgreementCell("dog", "dog", 20)], step.Agreement);
        Assert.Equal(1, step.AgreementShare);
    }

    [Fact]
    public void OneStepTwice_AgreesOnUnchangedImages_AndIsComparedOnChangedOnes()
    {
        string before = Run("m1", ("a.jpg", "same"), ("b.jpg", "old"), ("c.jpg", "gone")), after = Run("m1", ("a.jpg", "same"), ("b.jpg", "newer"), ("d.jpg", "new"));

        (RunComparison figures, _) = Compare(before, after);

        // Two things in each of a.jpg, which is not read, and b.jpg, which is; none of what one run alone has.
        Assert.Equal([new AgreementCell("car", "car", 2), new AgreementCell("dog", "dog", 2)], figures.Steps[0].Agreement);
    }

    [Fact]
    public void TwoModelsOnOneFolder_AgreementAndEveryDifference()
    {
        // m1: car at 0, dog at 100. m2 moves the car by 2 pixels (IoU 38·40 / 42·40 = 0.905), calls the dog a cat and finds a bird besides.
        string before = Run("m1", ("a.jpg", "one")), after = Run("m2", ("a.jpg", "one"));

        (RunComparison figures, List<ImageDifference> told) = Compare(before, after);

        ImageDifference image = Assert.Single(told);
        Assert.Equal((ImageChange.Findings, "a.jpg"), (image.Change, image.Path));
        Assert.Equal(
            ["Confidence car 0.5 car 0.9", "Relabelled dog 0.8 cat 0.8", "Appeared - bird 0.7"],
            image.Findings.Select(f => $"{f.Change} {Text(f.Before)} {Text(f.After)}"));
        StepComparison step = Assert.Single(figures.Steps);
        Assert.Equal((1, 0, 1, 1), (step.Appeared, step.Gone, step.Relabelled, step.Confidence));
        Assert.Equal(
            [new AgreementCell(null, "bird", 1), new AgreementCell("car", "car", 1), new AgreementCell("dog", "cat", 1)], step.Agreement);
        Assert.Equal(1 / 3.0, step.AgreementShare!.Value, 12);
        Assert.Equal(["bird 0>1", "cat 0>1", "dog 1>0", "car 1>1"], step.Labels.Select(l => $"{l.Label} {l.Before}>{l.After}"));
    }

    [Fact]
    public void OrderedAnswers_CountByTheFirst()
    {
        (RunComparison figures, List<ImageDifference> told) = Compare(Run("ranks dog", ("a.jpg", "one")), Run("ranks cat", ("a.jpg", "one")));

        Assert.Empty(told);
        Assert.Equal(["car 1>1"], figures.Steps[0].Labels.Select(l => $"{l.Label} {l.Before}>{l.After}"));
        Assert.True(figures.IsSame);
    }

    [Fact]
    public void SmallBlocks_TellTheSame()
    {
        (string, string)[] files = [.. Enumerable.Range(0, 250).Select(i => ($"f/{i:D3}.jpg", $"content {i}"))];
        string before = Run("m1", files), after = Run("m2", files[50..]);
        (RunComparison whole, List<ImageDifference> told) = Compare(before, after);
        (RunComparison parts, List<ImageDifference> again) = Compare(before, after, blockBytes: 1);

        Assert.Equal(250, told.Count);
        Assert.Equal(told.Select(t => $"{t.Path} {t.Change} {t.Findings.Count}"), again.Select(t => $"{t.Path} {t.Change} {t.Findings.Count}"));
        Assert.Equal(whole.Steps[0].Agreement, parts.Steps[0].Agreement);
        Assert.Equal(200, whole.Steps[0].Relabelled);
    }

    [Fact]
    public void StepsOfOtherNames_ArePairedWhenNamed_AndRefusedWithWhatThereIs()
    {
        string run = Run("m1", ("a.jpg", "one"));
        using RunReader before = RunReader.Open(run), after = RunReader.Open(run);

        Assert.Single(RunComparer.Compare(before, after, new ComparisonOptions { Steps = [new("found", "found")] }).Steps);
        StoreException refused = Assert.Throws<StoreException>(
            () => RunComparer.Compare(before, after, new ComparisonOptions { Steps = [new("found", "things")] }));
        Assert.Equal($"The run '{before.RunId}' has no step 'things'; it has 'found'.", refused.Message);
    }

    private static string Text(StoredObservation? found)
        => found is null ? "-" : FormattableString.Invariant($"{found.Value.Label} {found.Value.Confidence}");

    private static (RunComparison Figures, List<ImageDifference> Told) Compare(string before, string after, long? blockBytes = null)
    {
        using RunReader b = RunReader.Open(before), a = RunReader.Open(after);
        if (blockBytes is { } bytes)
        {
            (b.BlockBytes, a.BlockBytes) = (bytes, bytes);
        }

        List<ImageDifference> told = [];
        return (RunComparer.Compare(b, a, new ComparisonOptions(), told.Add), told);
    }

    private string Run(string model, params (string Path, string Content)[] files)
    {
        Scene scene = new();
        foreach ((string path, string content) in files.OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            scene.Add(path, content);
        }

        using ResultStore store = ResultStore.Open(_output.Path);
        using RunLedger ledger = scene.Open(store, [new RunStep("found", "single-shot-detector", model, "fp-" + model, null)]);
        ledger.Plan();
        scene.Work(ledger, special: i => scene.Compute(i) with { Steps = [new StepResult("fp-" + model, null, null, Found(model))] });
        return ledger.Finish(new RunDocument { Pipeline = "yard-watch" }).Folder;
    }

    private static StoredObservation[] Found(string model) => model.StartsWith("ranks ", StringComparison.Ordinal) ? [Answer(1, "car"), Answer(2, model[6..])]
        : model == "m1" ? [Thing(1, "car", 0.5, 0), Thing(2, "dog", 0.8, 100)]
        : [Thing(1, "car", 0.9, 2), Thing(2, "cat", 0.8, 100), Thing(3, "bird", 0.7, 200)];

    private static StoredObservation Answer(int rank, string label)
        => new(rank, null, new Observation { Kind = ObservationKinds.Classification, Label = label, Confidence = 1.0 / rank, Rank = rank });

    private static StoredObservation Thing(int number, string label, double confidence, double x)
        => new(number, null, new Observation { Kind = ObservationKinds.Detection, Label = label, Confidence = confidence, Box = new BoundingBox(x, 10, 40, 40) });
}
