using ImageAnalytics.Results.Statistics;
using ImageAnalytics.Results.Tests.Support;

namespace ImageAnalytics.Results.Tests.Statistics;

/// <summary>Counts over a whole run, by hand on made-up results: of three images one has no observation, one a car, one a car and a dog.</summary>
public sealed class RunStatisticsTests : IDisposable
{
    private readonly OutputFolder _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Labels_AreThoseOfTheSummary_WithTheirConfidences()
    {
        using RunReader reader = RunReader.Open(Scene.Of(30).Run(_output.Path).Folder);

        RunStatistics statistics = new(reader);

        Assert.Equal(
            reader.LabelCounts().Select(l => (l.Step, l.Kind, l.Label, l.Images, l.Observations, l.MeanConfidence)),
            statistics.Labels.Select(l => (l.Step, l.Kind, l.Label, l.Images, l.Observations, l.MeanConfidence)));
        LabelStatistics car = statistics.Labels.Single(l => l.Label == "car");
        Assert.Equal((20L, 20L, 51), (car.Found.Counts[51], car.Surest.Total, car.Found.Lowest));
        Assert.Equal((20, 30), (statistics.Steps[0].Images, statistics.Steps[0].Observations));
        // Of a step, an image counts once, with its surest observation.
        Assert.Equal((10L, 10L), (statistics.Steps[0].Surest.Counts[51], statistics.Steps[0].Surest.Counts[52]));
    }

    [Fact]
    public void Folders_HaveTheirImagesFailuresAndLabels()
    {
        Scene scene = Scene.Of(9).Add("top.jpg", "xx").Add("bad/note.txt", "text");
        using RunReader reader = RunReader.Open(scene.Run(_output.Path).Folder);

        RunStatistics statistics = new(reader);
        IReadOnlyList<FolderStatistics> folders = statistics.Folders(10);

        Assert.Equal([("", 1, 0), ("bad", 1, 1), ("yard", 9, 0)], folders.Select(f => (f.Folder, (int)f.Images, (int)f.Failures)));
        Assert.Equal(["tabby", "car", "dog"], folders[2].Labels.OrderByDescending(l => l.Observations).ThenBy(l => l.Label).Select(l => statistics.Labels[l.Label].Label));
        Assert.Equal(3, statistics.FolderCount);
        Assert.Equal("yard", Assert.Single(statistics.Folders(1)).Folder);
        Assert.Equal(("2026-01-02", 10), (Assert.Single(statistics.Days()).Day, (int)statistics.Days()[0].Images));
    }

    [Fact]
    public void Sample_HasSomeOfEverything_AndIsAlwaysTheSame()
    {
        Scene scene = Scene.Of(300).Add("b/note.txt", "text").Add("c/torn.jpg", "torn").Add("d/alone.jpg", "xx");
        using RunReader reader = RunReader.Open(scene.Run(_output.Path).Folder);

        IReadOnlyList<SampledImage> sample = new RunStatistics(reader).Sample(20, wanted: [7]);

        Assert.Equal(20, sample.Count);
        Assert.Equal(20, sample.Select(s => s.Image.Ordinal).Distinct().Count());
        Assert.All((string[])["b/note.txt", "c/torn.jpg", "d/alone.jpg", "yard/00007.jpg"], path => Assert.Contains(sample, s => s.Image.Path == path));
        Assert.All((string[])["car", "dog", "tabby"], label => Assert.Contains(sample, s => s.Observations.Any(o => o.Stored.Value.Label == label)));
        Assert.Equal(sample.Select(s => s.Image.Ordinal), new RunStatistics(reader).Sample(20, wanted: [7]).Select(s => s.Image.Ordinal));
    }

    [Fact]
    public void ChangesSince_SayExactlyWhatIsDifferent()
    {
        Scene scene = Scene.Of(30);
        string before = scene.Run(_output.Path).Folder;
        scene.Files.RemoveAt(29);
        scene.Contents.RemoveAt(29);
        scene.Add("yard/new-1.jpg", "new 1").Add("yard/new-2.txt", "text"); // "new 1" has five letters: a car and a dog.
        string after = scene.Run(_output.Path).Folder;

        using RunReader reader = RunReader.Open(after);
        RunStatistics statistics = new(reader);
        Assert.Empty(statistics.NewAmong([0, 29]));
        RunChanges changes = statistics.ChangesSince(RunFolder.Before(after)!, 1);

        Assert.Equal(before, RunFolder.Before(after));
        Assert.Equal(before, RunFolder.Before(Path.GetFullPath(Path.Combine(after, "..", "..", "latest"))));
        Assert.Null(RunFolder.Before(before));
        Assert.Equal((2, 1, 0, 0, 1), ((int)changes.NewImages, (int)changes.GoneImages, (int)changes.ChangedImages, (int)changes.FailuresBefore, (int)changes.FailuresNow));
        Assert.Equal([29L, 30L], changes.Examples.Order());
        Assert.All(changes.Labels, l => Assert.NotEqual(l.Before, l.Now));
        Assert.Empty(changes.ChangedSteps.Concat(changes.RemovedSteps));
        Assert.Equal([29L, 30L], statistics.NewAmong([0, 5, 29, 30]).Order());
        Assert.Equal((1, true), (changes.Labels.Count, changes.LabelCount > 1));
    }

    [Fact]
    public void ChangesSince_TheSameAgain_AreNone()
    {
        Scene scene = Scene.Of(5);
        scene.Run(_output.Path);
        string after = scene.Run(_output.Path).Folder;
        using RunReader reader = RunReader.Open(after);

        Assert.True(new RunStatistics(reader).ChangesSince(RunFolder.Before(after)!, 10).IsNothing);
    }

    [Fact]
    public void Compare_CountsRightWrongAndMissed()
    {
        // Cars are at (1, 2), 30.3 by 40.1, found with 0.51; "xx" has a car and a dog, "x" a car.
        Scene scene = new Scene().Add("hit.jpg", "x").Add("miss.jpg", "xxx").Add("wrong.jpg", "xxxx").Add("unknown.jpg", "xx");
        using RunReader reader = RunReader.Open(scene.Run(_output.Path).Folder);
        RunStatistics statistics = new(reader);
        BoundingBox there = new(1, 2, 30.3, 40.1), elsewhere = new(300, 300, 30, 40);

        IReadOnlyList<LabelTruth> truth = statistics.Compare(image => image.Path switch
        {
            "hit.jpg" => new TruthImage(null, [new TruthMark("Car", there, Crowd: false)]),
            "miss.jpg" => new TruthImage(null, [new TruthMark("car", there, Crowd: false), new TruthMark("bike", elsewhere, Crowd: false), new TruthMark("bike", there, Crowd: true)]),
            "wrong.jpg" => new TruthImage(null, [new TruthMark("car", elsewhere, Crowd: false)]),
            _ => null,
        });

        LabelTruth car = truth.Single(t => statistics.Labels[t.Label].Label == "car");
        Assert.Equal((3L, 1L, 1L), (car.Marked, car.Right.Counts[51], car.Wrong.Counts[51]));
        Assert.Equal((1L, 1L), (car.Right.Total, car.Wrong.Total));
        // Nobody was told of bikes.
        Assert.Equal(1, statistics.TruthLeftOut);
    }
}
