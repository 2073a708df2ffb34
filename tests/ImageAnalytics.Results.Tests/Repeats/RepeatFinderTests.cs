using ImageAnalytics.Results.Repeats;
using ImageAnalytics.Results.Tests.Support;

namespace ImageAnalytics.Results.Tests.Repeats;

public sealed class RepeatFinderTests : IDisposable
{
    private const string Header = "folder,step,label,x,y,width,height,images,first,last,suppressed\r\n";
    private readonly OutputFolder _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Finish_SameBoxInManyPicturesOfAFolder_IsListedAndStays()
    {
        RunOutcome outcome = Run(new RepeatOptions { MinImages = 5 }, Yard(5).Concat(Gate(4)));
        Assert.Equal(Header + "yard,objects,stone,10.0,20.0,80.0,60.0,5,yard/0.jpg,yard/4.jpg,0\r\n", Csv(outcome, "repeats"));
        Assert.Equal(Enumerable.Repeat("stone", 9), Labels(outcome));
        Assert.Equal((1, 0), (outcome.Repeats!.Places, outcome.Repeats.Suppressed));
    }

    [Fact]
    public void Finish_Suppress_LeavesThemOutOfEverythingButTheStore()
    {
        RunOutcome outcome = Run(new RepeatOptions { MinImages = 5, Suppress = true }, Yard(5).Concat(Gate(4)));
        Assert.Equal(Header + "yard,objects,stone,10.0,20.0,80.0,60.0,5,yard/0.jpg,yard/4.jpg,5\r\n", Csv(outcome, "repeats"));
        Assert.Equal(Enumerable.Repeat("stone", 4), Labels(outcome));

        // What a later step found on such a box goes with it.
        Assert.Equal(8, outcome.Counts.Observations);
        Assert.Equal(4, Csv(outcome, "classifications").Split("\r\n").Count(l => l.StartsWith("gate/", StringComparison.Ordinal)));
        Assert.DoesNotContain("yard/", Csv(outcome, "observations") + Csv(outcome, "classifications") + Csv(outcome, "detections"), StringComparison.Ordinal);
        Assert.Contains("objects,detection,stone,4,4,", Csv(outcome, "summary"), StringComparison.Ordinal);
        using RunReader reader = RunReader.Open(outcome.Folder);
        RunExport.Write(reader, "coco", _output.Combine("coco.json"));
        Assert.Equal(4, File.ReadAllText(_output.Combine("coco.json")).Split("\"bbox\"").Length - 1);
        Assert.Equal((1, 10), (reader.Repeats!.Places, reader.Repeats.Suppressed));

        // Asked again without, everything is there, and nothing was computed for it.
        RunOutcome all = Run(null, Yard(5).Concat(Gate(4)));
        Assert.Equal((0, 9, 18), (all.Counts.New, Labels(all).Length, all.Counts.Observations));
        Assert.False(File.Exists(Path.Combine(all.Folder, "csv", "repeats.csv")));
    }

    [Fact]
    public void Finish_NothingChanged_LinksTheListAndWhatIsLeftOut()
    {
        RepeatOptions options = new() { MinImages = 5, Suppress = true };
        RunOutcome first = Run(options, Yard(5)), second = Run(options, Yard(5)), third = Run(options with { MinImages = 6 }, Yard(5));
        Assert.Equal((true, Csv(first, "repeats"), 0), (second.SameAsLatest, Csv(second, "repeats"), Labels(second).Length));
        using RunReader reader = RunReader.Open(second.Folder);
        Assert.Empty(reader.Observations());
        Assert.Equal((false, Header, 5), (third.SameAsLatest, Csv(third, "repeats"), Labels(third).Length));
    }

    [Fact]
    public void Finish_CopiesOfOnePicture_CountOnceAndAreAllLeftOut()
    {
        IEnumerable<(string, string, string)> copies = Enumerable.Range(0, 3).Select(i => ($"yard/copy{i}.jpg", "yard 0", "stone"));
        Assert.Equal(Header, Csv(Run(new RepeatOptions { MinImages = 3 }, copies), "repeats"));
        RunOutcome outcome = Run(new RepeatOptions { MinImages = 5, Suppress = true }, Yard(5).Concat(copies));
        Assert.Equal(Header + "yard,objects,stone,10.0,20.0,80.0,60.0,5,yard/0.jpg,yard/4.jpg,8\r\n", Csv(outcome, "repeats"));
        Assert.Empty(Labels(outcome));
    }

    [Theory]
    [InlineData("objects", 1)]
    [InlineData("kind", 0)]
    public void Finish_Steps_AreThoseThatWereNamed(string step, int places)
        => Assert.Equal(places, Run(new RepeatOptions { MinImages = 5, Steps = [step] }, Yard(5)).Repeats!.Places);

    [Fact]
    public void Finish_OtherLabelOrPlace_IsNoRepeat()
        => Assert.Equal(0, Run(new RepeatOptions { MinImages = 3 }, Enumerable.Range(0, 8).Select(i => ($"yard/{i}.jpg", $"yard {i}", i % 2 == 0 ? $"thing {i}" : "moves"))).Repeats!.Places);

    [Fact]
    public void Finish_HostileFolderAndLabel_AreWrittenAsText()
    {
        RunOutcome outcome = Run(new RepeatOptions { MinImages = 2 }, Enumerable.Range(0, 2).Select(i => ($"=a,b/{i}.jpg", $"x {i}", "=1+1")));
        Assert.Equal(Header + "\"'=a,b\",objects,\"'=1+1\",10.0,20.0,80.0,60.0,2,\"'=a,b/0.jpg\",\"'=a,b/1.jpg\",0\r\n", Csv(outcome, "repeats"));
    }

    private static IEnumerable<(string Path, string Content, string Label)> Yard(int count) => Enumerable.Range(0, count).Select(i => ($"yard/{i}.jpg", $"yard {i}", "stone"));

    private static IEnumerable<(string Path, string Content, string Label)> Gate(int count) => Enumerable.Range(0, count).Select(i => ($"gate/{i}.jpg", $"gate {i}", "stone"));

    private RunOutcome Run(RepeatOptions? options, IEnumerable<(string Path, string Content, string Label)> files)
    {
        Scene scene = new();
        List<string> labels = [];
        foreach ((string path, string content, string label) in files)
        {
            scene.Add(path, content);
            labels.Add(label);
        }

        return scene.Run(_output.Path, document: d => d with { Repeats = options }, special: image =>
        {
            string content = scene.Contents[(int)image.Ordinal], label = labels[(int)image.Ordinal];
            double x = label == "moves" ? 100 * image.Ordinal : 10;
            StepResult objects = new("fp-objects", null, null, [new StoredObservation(1, null, new Observation
            {
                Kind = ObservationKinds.Detection, Label = label, Confidence = 0.9, Box = new BoundingBox(x, 20, 80, 60),
            })]);
            StepResult kind = new("fp-kind", null, null, [new StoredObservation(1, 1, new Observation { Kind = ObservationKinds.Classification, Label = "rock", Confidence = 0.5, Rank = 1 })]);
            return new ImageResult(image.Ordinal, Scene.Hash(content), Scene.FactsOf("picture"), [objects, kind], 1);
        });
    }

    private static string Csv(RunOutcome outcome, string name) => File.ReadAllText(Path.Combine(outcome.Folder, "csv", name + ".csv"));

    private static string[] Labels(RunOutcome outcome) => [.. Csv(outcome, "detections").Split("\r\n")[1..^1].Select(l => l.Split(',')[2])];
}
