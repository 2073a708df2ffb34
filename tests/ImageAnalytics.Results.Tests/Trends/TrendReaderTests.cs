using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using ImageAnalytics.Results.Statistics;
using ImageAnalytics.Results.Tests.Support;
using ImageAnalytics.Results.Trends;

namespace ImageAnalytics.Results.Tests.Trends;

/// <summary>How figures changed from run to run, read from runs that were made here and from folders that are none.</summary>
public sealed partial class TrendReaderTests : IDisposable
{
    private readonly OutputFolder _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Runs_OfAPipeline_AreToldFromTheEarliestToTheOneNamed()
    {
        string[] runs = [Run(2), Run(4, "text e"), Run(5)];

        RunTrend trend = TrendReader.Read(runs[2], runs: 30, labels: 5);
        Assert.Equal([.. runs.Select(Path.GetFileName)], trend.Runs.Select(r => r.RunId));
        Assert.Equal([2, 5, 5], trend.Runs.Select(r => r.Counts.Images));
        Assert.Equal([2, 3, 1], trend.Runs.Select(r => r.Counts.New));
        Assert.Equal([0, 1, 0], trend.Runs.Select(r => r.Counts.Failed));
        // Each car is found by one step and named 'tabby' by the other, as each dog is.
        Assert.Equal(["tabby", "car", "dog"], trend.Labels);
        Assert.Equal(CountsOf(runs[2]), trend.Runs[2].Found);
        Assert.Equal(runs[..2].Select(Path.GetFileName), TrendReader.Read(runs[1], 30, 5).Runs.Select(r => r.RunId));
        Assert.Equal(runs[1..].Select(Path.GetFileName), TrendReader.Read(runs[2], runs: 2, labels: 1).Runs.Select(r => r.RunId));
        Assert.Equal(["tabby"], TrendReader.Read(runs[2], 2, labels: 1).Labels);
        Assert.Single(TrendReader.Read(runs[0], 30, 5).Runs);
    }

    [Fact]
    public void Folders_ThatAreNoRunsOfThePipeline_AreLeftOut()
    {
        string first = Run(2), last = Run(3), runs = Path.GetDirectoryName(first)!;
        JsonObject document = JsonNode.Parse(File.ReadAllText(Path.Combine(first, "run.json")))!.AsObject();
        Write("20200101-000000", "{");
        Write("20200101-000001", "[]");
        Write("20200101-000002", "{\"runId\":\"20200101-000002\"}");
        Write("20200101-000003", With("20200101-000003", "pipeline", "another"));
        Write("20200101-000004", With("20200101-000004", "counts", null));
        Write("20200101-000005", With("20200101-000005", "steps", null));
        Write("a copy of the first", document.ToJsonString());
        Write(".tmp-20200101-000006", With("20200101-000006", "rawCsv", false));
        Write("20990101-000000", With("20990101-000000", "finished", "2099-01-01T00:00:00Z"));
        Directory.CreateDirectory(Path.Combine(runs, "20200101-000007"));

        Assert.Equal([Path.GetFileName(first), Path.GetFileName(last)], TrendReader.Read(last, 30, 5).Runs.Select(r => r.RunId));

        void Write(string name, string text) => File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(runs, name)).FullName, "run.json"), text);

        string With(string id, string key, JsonNode? value)
        {
            JsonObject changed = document.DeepClone().AsObject();
            (changed["runId"], changed[key]) = (id, value);
            return changed.ToJsonString();
        }
    }

    [Fact]
    public void Run_WhoseTablesAreGoneOrChanged_StaysWithoutItsLabels()
    {
        string[] runs = [Run(2), Run(3), Run(4)];
        File.Delete(Path.Combine(runs[0], "csv", "summary.csv"));
        string table = Path.Combine(runs[1], "csv", "summary.csv");
        File.Delete(table); // Another name of the same file may be the last run's.
        File.WriteAllText(table, "step,kind,label,images,observations,mean_confidence\r\nobjects,detection,car,many,9,0.5\r\n");

        IReadOnlyList<TrendPoint> points = TrendReader.Read(runs[2], 30, 5).Runs;

        Assert.Equal([true, true, false], points.Select(p => p.Found is null));
        Assert.Equal([2, 3, 4], points.Select(p => p.Counts.Images));
    }

    [Fact]
    public void Run_WithOtherStepsThanTheOneBefore_IsMarked()
    {
        Run(2);
        Run(2, fingerprint: "fp-other");
        string last = Run(2, fingerprint: "fp-other");

        Assert.Equal([true, false, true], TrendReader.Read(last, 30, 5).Runs.Select(r => r.IsComparable));
    }

    [Fact]
    public void Answers_OfAClassifier_CountByTheFirst_AndRunsThatCountedAllAreMarked()
    {
        string first = Run(4, second: "lynx"), last = Run(5, second: "lynx");
        long[] tabbies = [.. ((string[])[first, last]).Select(r => CountsOf(r)[0])];

        RunTrend trend = TrendReader.Read(last, 30, 5);
        Assert.Equal(["tabby", "car", "dog"], trend.Labels);
        Assert.Equal(tabbies, trend.Runs.Select(r => r.Found![0]));
        Assert.Equal([true, true], trend.Runs.Select(r => r.IsComparable));
        RecordedLabel lynx = Assert.Single(RunHistory.Read(last)[1].Labels, l => l.Label == "lynx");
        Assert.Equal((tabbies[1], 0), (lynx.Observations, lynx.First));
        using (RunReader reader = RunReader.Open(last))
        {
            Assert.DoesNotContain("lynx", new RunStatistics(reader).ChangesSince(first, 10).Labels.Select(l => l.Label));
        }

        string document = Path.Combine(first, "run.json");
        JsonObject older = JsonNode.Parse(File.ReadAllText(document))!.AsObject();
        older.Remove("firstAnswers");
        File.WriteAllText(document, older.ToJsonString());
        trend = TrendReader.Read(last, 30, 5);
        Assert.Equal([true, false], trend.Runs.Select(r => r.IsComparable));
        Assert.Equal([tabbies[0], 0], trend.Runs.Select(r => r.Found![trend.Labels.ToList().IndexOf("lynx")]));
    }

    [Fact]
    public void Cost_DoesNotGrowWithTheRunsThatLieThere()
    {
        string first = Run(2), last = Run(3), runs = Path.GetDirectoryName(first)!;
        foreach (int i in Enumerable.Range(0, 1000))
        {
            Directory.CreateDirectory(Path.Combine(runs, $"20100101-{i:D6}"));
            // Whoever opened one of these would wait for ever.
            Assert.Equal(0, MakePipe(Path.Combine(runs, $"20100101-{i:D6}", "run.json"), 0x1B6));
        }

        Assert.Equal([Path.GetFileName(first), Path.GetFileName(last)], TrendReader.Read(last, runs: 2, labels: 5).Runs.Select(r => r.RunId));
    }

    private static long[] CountsOf(string run)
    {
        Dictionary<string, long> sums = File.ReadLines(Path.Combine(run, "csv", "summary.csv")).Skip(1).Select(l => l.Split(','))
            .GroupBy(c => c[2]).ToDictionary(g => g.Key, g => g.Sum(c => long.Parse(c[4], System.Globalization.CultureInfo.InvariantCulture)));
        return [sums["tabby"], sums["car"], sums["dog"]];
    }

    private string Run(int files, string? more = null, string fingerprint = "fp-objects", string? second = null)
    {
        Scene scene = Scene.Of(files);
        if (more is not null)
        {
            scene.Add("yard/more.jpg", more);
        }

        using ResultStore store = ResultStore.Open(_output.Path);
        using RunLedger ledger = scene.Open(store, [Scene.Steps[0] with { Fingerprint = fingerprint }, Scene.Steps[1]]);
        ledger.Plan();
        scene.Work(ledger, special: i =>
        {
            ImageResult result = scene.Compute(i);
            return result with { Steps = [.. result.Steps.Select(s => s.Fingerprint == "fp-objects" ? s with { Fingerprint = fingerprint } : second is null ? s : WithSecond(s, second))] };
        });
        return ledger.Finish(new RunDocument { Pipeline = "yard-watch" }).Folder;
    }

    private static StepResult WithSecond(StepResult step, string label)
        => step with { Observations = [.. step.Observations, .. step.Observations.Select(o => o with { Number = o.Number + step.Observations.Count, Value = o.Value with { Label = label, Rank = 2, Confidence = 0.125 } })] };

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakePipe(string path, uint mode);
}
