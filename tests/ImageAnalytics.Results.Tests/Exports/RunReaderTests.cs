using System.Text.Json.Nodes;
using ImageAnalytics.Results.Tests.Support;

namespace ImageAnalytics.Results.Tests.Exports;

public sealed class RunReaderTests : IDisposable
{
    private readonly OutputFolder _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void RoundTrip_EveryPropertyOfAnObservation_ComesBackRounded()
    {
        Observation full = new()
        {
            Kind = ObservationKinds.Face,
            Label = "Ada",
            Confidence = 0.12345,
            Box = new BoundingBox(1.25, -0.05, 99.949, 0.04),
            Rank = 3,
            Mask = new Mask(640, 480, "a=b`o0", 77),
            Embedding = [0.1f, -2.5f, float.MinValue],
            Detail = """{"distance":0.43215,"points":[1,2]}""",
        };
        Scene scene = new Scene().Add("a.jpg", "a");
        RunOutcome outcome = scene.Run(_output.Path, special: i => scene.Compute(i) with
        {
            Steps = [new StepResult("fp-objects", null, null, [new StoredObservation(4, null, full)]), new StepResult("fp-kind", null, null, [])],
        });

        using RunReader reader = RunReader.Open(outcome.Folder);
        RunObservation read = Assert.Single(reader.Observations());
        Assert.Equal(("objects#4", (string?)null), (reader.IdOf(read), reader.ParentIdOf(read)));
        Observation value = read.Stored.Value;
        Assert.Equal(full.Embedding, value.Embedding);
        Assert.Equal(
            full with { Confidence = 0.1235, Box = new BoundingBox(1.3, -0.1, 99.9, 0), Embedding = null },
            value with { Embedding = null });
        Assert.Equal("a.jpg,objects,0.1235,1.3,-0.1,99.9,0.0,Ada,0.4322", Scene.Csv(outcome.Folder)["faces.csv"].Split("\r\n")[1]);
    }

    [Fact]
    public void Observations_SortedAFewImagesAtATime_AreThoseOfOneSort()
    {
        const int Images = 330;
        RunOutcome outcome = Scene.Of(Images).Run(_output.Path);
        using RunReader whole = RunReader.Open(outcome.Folder), parts = RunReader.Open(outcome.Folder);
        parts.BlockBytes = 1;
        Assert.Equal(Images, whole.BlockSize());
        Assert.Equal(100, parts.BlockSize());
        Assert.Equal(whole.Observations().Select(o => (o.Ordinal, whole.IdOf(o))), parts.Observations().Select(o => (o.Ordinal, parts.IdOf(o))));
    }

    [Fact]
    public void Observations_TakeMoreThanTheMemory_AreReadInPartsAndInOrder()
    {
        const int Images = 40, Each = 60;
        string detail = $$"""{"text":"{{new string('y', 30_000)}}"}"""; // The file holds it once, memory each time.
        StoredObservation[] found = [.. Enumerable.Range(1, Each).Select(n => new StoredObservation(n, null, new Observation { Kind = ObservationKinds.Detection, Label = "dog", Confidence = 0.5, Box = new BoundingBox(0, 0, 1, n), Detail = detail }))];
        Scene scene = Scene.Of(Images);
        RunOutcome outcome = scene.Run(_output.Path, special: i => scene.Compute(i) with { Steps = [new StepResult("fp-objects", null, null, found), new StepResult("fp-kind", null, null, [])] });

        using RunReader reader = RunReader.Open(outcome.Folder, new StoreOptions { MemoryMegabytes = 64 });
        Assert.Equal(
            from image in Enumerable.Range(0, Images) from number in Enumerable.Range(1, Each) select ((long)image, number),
            reader.Observations().Select(o => (o.Ordinal, o.Stored.Number)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(45)]
    public void Masks_OfAnyStart_ComeBackFromEveryExport(int first)
    {
        // A mask whose first run has 13 pixels begins with '=', which a spreadsheet would run.
        Mask mask = RunLengths.FromCounts(640, 480, [first, 7, (640 * 480) - first - 7]).ToMask();
        Observation instance = new() { Kind = ObservationKinds.Instance, Label = "dog", Confidence = 0.5, Box = new BoundingBox(0, first, 1, 7), Mask = mask };
        Scene scene = new Scene().Add("a.jpg", "a");
        RunOutcome outcome = scene.Run(_output.Path, special: i => scene.Compute(i) with
        {
            Steps = [new StepResult("fp-objects", null, null, [new StoredObservation(1, null, instance)]), new StepResult("fp-kind", null, null, [])],
        });

        string[] cells = Scene.Csv(outcome.Folder)["instances.csv"].Split("\r\n")[1].Split(',');
        string coco = Path.Combine(_output.Path, "coco.json");
        using (RunReader reader = RunReader.Open(outcome.Folder))
        {
            RunExport.Write(reader, "coco", coco);
        }

        JsonNode segmentation = JsonNode.Parse(File.ReadAllText(coco))!["annotations"]![0]!["segmentation"]!;

        Assert.Equal("7", cells[^2]);
        Assert.DoesNotContain(cells[^1][0], "=+-@'");
        Assert.Equal([first, 7, (640 * 480) - first - 7], RunLengths.Parse(640, 480, cells[^1]).Counts.ToArray());
        Assert.Equal(mask.CompressedRle, segmentation["counts"]!.GetValue<string>());
        Assert.Equal([480, 640], segmentation["size"]!.AsArray().Select(n => n!.GetValue<int>()));
    }

    [Fact]
    public void Counts_AfterARun_AreThoseOfTheTables()
    {
        Scene scene = Scene.Of(30).Add("note.txt", "text").Add("torn.jpg", "torn...").Add("other.txt", "text 2");
        RunOutcome outcome = scene.Run(_output.Path);
        using RunReader reader = RunReader.Open(outcome.Folder);

        Assert.Equal(outcome.Counts, reader.Counts);
        Assert.Equal(outcome.Counts.Observations, reader.LabelCounts().Sum(l => l.Observations));
        Assert.Equal([new FailureCount("not-an-image", 2), new FailureCount("truncated", 1)], reader.FailureCounts());
        Assert.Equal(["note.txt", "torn.jpg", "other.txt"], reader.Failures().Select(i => i.Path));
        Assert.Equal(33, reader.Images().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(25)]
    [InlineData(30)]
    [InlineData(100)]
    public void Sample_SomeImages_TakesThoseWithObservationsFirstSpreadOverTheListing(int count)
    {
        Scene scene = Scene.Of(30).Add("note.txt", "text");
        RunOutcome outcome = scene.Run(_output.Path);
        using RunReader reader = RunReader.Open(outcome.Folder);

        IReadOnlyList<SampledImage> sample = reader.Sample(count);

        // Of thirty images, every third has no observation.
        Assert.Equal(Math.Min(count, 30), sample.Count);
        Assert.Equal(Math.Min(count, 20), sample.Count(s => s.Observations.Count > 0));
        Assert.Equal(sample.Select(s => s.Image.Ordinal).Order(), sample.Select(s => s.Image.Ordinal));
        Assert.All(sample, s => Assert.All(s.Observations, o => Assert.Equal(s.Image.Ordinal, o.Ordinal)));
        if (count == 5)
        {
            Assert.True(sample[^1].Image.Ordinal - sample[0].Image.Ordinal >= 20, "The sample is not spread.");
        }
    }

    [Fact]
    public void Export_Coco_HasImagesCategoriesAndBoxes()
    {
        Scene scene = new Scene().Add("note.txt", "text").Add("a.jpg", "xx");
        using RunReader reader = RunReader.Open(scene.Run(_output.Path).Folder);
        string path = RunExport.DefaultPath(reader, "coco");

        RunExport.Write(reader, "coco", path);

        JsonNode coco = JsonNode.Parse(File.ReadAllText(path))!;
        Assert.Equal("""[{"id":2,"file_name":"a.jpg","width":640,"height":480,"date_captured":"2026-01-02T03:04:05"}]""", coco["images"]!.ToJsonString());
        Assert.Equal("""[{"id":1,"name":"car","supercategory":""},{"id":2,"name":"dog","supercategory":""}]""", coco["categories"]!.ToJsonString());
        Assert.Equal(
            """{"id":2,"image_id":2,"category_id":2,"bbox":[2,4,30.3,40.1],"area":1215.03,"iscrowd":0,"score":0.52,"observation":"objects#2"}""",
            coco["annotations"]![1]!.ToJsonString());
    }

    [Fact]
    public void Export_Json_HasEveryImageWithItsObservations()
    {
        Scene scene = Scene.Of(3).Add("note.txt", "text");
        using RunReader reader = RunReader.Open(scene.Run(_output.Path).Folder);

        RunExport.Write(reader, "json", _output.Combine("r.json"));

        JsonNode json = JsonNode.Parse(File.ReadAllText(_output.Combine("r.json")))!;
        Assert.Equal("yard-watch", json["run"]!["pipeline"]!.GetValue<string>());
        Assert.Equal([2, 4, 0, 0], json["images"]!.AsArray().Select(i => i!["observations"]!.AsArray().Count));
        Assert.Equal("objects#1", json["images"]![0]!["observations"]![1]!["parent"]!.GetValue<string>());
    }

    [Fact]
    public void Export_Parquet_ReadsBackInAnyTool()
    {
        RunOutcome outcome = Scene.Of(3).Run(_output.Path);
        using RunReader reader = RunReader.Open(outcome.Folder);

        RunExport.Write(reader, "parquet", _output.Combine("tables"));

        using Sql.Database database = Sql.Database.Open(null, 128, 1);
        Assert.Equal(3, database.Count($"SELECT count(*) FROM '{_output.Combine("tables", "images.parquet")}'"));
        Assert.Equal("objects#1", database.Text($"SELECT parent FROM '{_output.Combine("tables", "observations.parquet")}' WHERE id = 'kind#1' LIMIT 1"));
    }

    [Fact]
    public void Resolve_RunPipelineOrOutput_FindsTheRun()
    {
        Scene scene = Scene.Of(1);
        RunOutcome first = scene.Run(_output.Path, pipeline: "a");
        RunOutcome second = scene.Run(_output.Path, pipeline: "b");

        Assert.Equal(first.Folder, RunFolder.Resolve(first.Folder));
        Assert.Equal(first.Folder, RunFolder.Resolve(_output.Combine("a")));
        Assert.Equal(first.Folder, RunFolder.Resolve(_output.Combine("a", "latest")));
        Assert.Equal(second.Folder, RunFolder.Resolve(_output.Path));
        Assert.Contains("There is no finished run", Assert.Throws<StoreException>(() => RunFolder.Resolve(_output.Combine("store"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_ProvenanceOfTheCaller_StandsInRunJson()
    {
        Scene scene = Scene.Of(1);
        using ResultStore store = ResultStore.Open(_output.Path);
        using RunLedger ledger = scene.Open(store);
        ledger.Plan();
        scene.Work(ledger);
        JsonObject provenance = new() { ["problem"] = "Who was there?", ["machine"] = new JsonObject { ["cores"] = 2 } };

        RunOutcome outcome = ledger.Finish(new RunDocument { Pipeline = "p", Provenance = provenance });

        using RunReader reader = RunReader.Open(outcome.Folder);
        Assert.Equal("Who was there?", reader.Document["problem"]!.GetValue<string>());
        Assert.Equal(2, reader.Document["machine"]!["cores"]!.GetValue<int>());
        Assert.Equal(1, reader.Document["counts"]!["images"]!.GetValue<int>());
        Assert.Equal(outcome.RunId, reader.RunId);
    }
}
