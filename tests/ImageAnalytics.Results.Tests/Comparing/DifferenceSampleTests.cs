using ImageAnalytics.Results.Comparing;

namespace ImageAnalytics.Results.Tests.Comparing;

public sealed class DifferenceSampleTests
{
    [Fact]
    public void Few_AreAllChosen_WhatFailedAndHasOtherFindingsFirst()
    {
        DifferenceSample sample = new(10);
        sample.Add(new ImageDifference(ImageChange.Gone, Image("z.jpg"), null, []));
        sample.Add(new ImageDifference(ImageChange.New, null, Image("n.jpg"), []));
        sample.Add(Difference(ImageChange.Content, "c.jpg", Appeared("car")));
        sample.Add(Difference(ImageChange.Findings, "b.jpg", Appeared("car")));
        sample.Add(Difference(ImageChange.Findings, "a.jpg", Appeared("car")));
        sample.Add(Difference(ImageChange.Status, "s.jpg"));

        Assert.Equal(["s.jpg", "a.jpg", "b.jpg", "c.jpg", "n.jpg", "z.jpg"], sample.Choose().Select(c => c.Difference.Path));
    }

    [Fact]
    public void OfMany_SomeOfEveryKindAndLabelAreChosen_TheSameWheneverTheyAreTold()
    {
        ImageDifference[] told =
        [
            .. Enumerable.Range(0, 5_000).Select(i => Difference(ImageChange.Findings, $"f/{i:D5}.jpg", Appeared("car"))),
            Difference(ImageChange.Findings, "rare.jpg", Appeared("bird")),
            Difference(ImageChange.Status, "failed.jpg"),
            new ImageDifference(ImageChange.Gone, Image("gone.jpg"), null, []),
        ];
        DifferenceSample sample = new(40), backwards = new(40);
        Array.ForEach(told, sample.Add);
        Array.ForEach([.. told.Reverse()], backwards.Add);

        string[] chosen = [.. sample.Choose().Select(c => c.Difference.Path)];

        Assert.Equal(40, chosen.Distinct().Count());
        Assert.All((string[])["rare.jpg", "failed.jpg", "gone.jpg"], path => Assert.Contains(path, chosen));
        Assert.Equal(chosen, backwards.Choose().Select(c => c.Difference.Path));
        // As by chance: neither only the first ones nor only the last.
        Assert.InRange(chosen.Count(c => string.CompareOrdinal(c, "f/02500.jpg") < 0 && c.StartsWith('f')), 8, 32);
    }

    [Fact]
    public void OfAnImageWithVeryManyFindings_SomeAreKept_WithoutWhatIsLarge()
    {
        DifferenceSample sample = new(1);
        FindingDifference one = Appeared("car");
        one = one with { After = one.After! with { Value = one.After!.Value with { Embedding = [1, 2], Detail = "{}" } } };
        sample.Add(Difference(ImageChange.Findings, "a.jpg", [.. Enumerable.Repeat(one, 500)]));

        SampledDifference chosen = Assert.Single(sample.Choose());

        Assert.Equal((500, DifferenceSample.MostFindings), (chosen.Findings, chosen.Difference.Findings.Count));
        Assert.All(chosen.Difference.Findings, f => Assert.True(f.After!.Value is { Embedding: null, Detail: null, Label: "car" }));
    }

    private static ImageDifference Difference(ImageChange change, string path, params FindingDifference[] findings) => new(change, Image(path), Image(path), findings);

    private static FindingDifference Appeared(string label) => new(
        new StepPair("found", "found"), FindingChange.Appeared, null,
        new StoredObservation(1, null, new Observation { Kind = ObservationKinds.Detection, Label = label, Confidence = 0.5, Box = new BoundingBox(0, 0, 10, 10) }));

    private static RunImage Image(string path) => new(0, path, "/in/" + path, null, 1, 10, 10, null, null, RunStatus.Ok, null, null, false, null);
}
