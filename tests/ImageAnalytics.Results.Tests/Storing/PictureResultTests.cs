using ImageAnalytics.Results.Tests.Support;

namespace ImageAnalytics.Results.Tests.Storing;

/// <summary>Results that name pictures in the store, and what happens when such a picture is gone.</summary>
public sealed class PictureResultTests : IDisposable
{
    private static readonly RunStep[] s_steps = [.. Scene.Steps, new("paint", "style", "mosaic", "fp-paint", null)];
    private readonly OutputFolder _output = new();
    private readonly Scene _scene = Scene.Of(6);
    private readonly BlobStore _blobs;

    public PictureResultTests() => _blobs = new BlobStore(_output.Path);

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Run_PicturesCsv_NamesTheFileRelativeToTheOutput()
    {
        RunOutcome run = Run();
        string[] lines = Scene.Csv(run.Folder)["pictures.csv"].Split("\r\n");
        Assert.Equal("path,step,style,file", lines[0]);
        Assert.Equal(6, lines.Skip(1).Count(l => l.Length > 0 && File.Exists(_output.Combine(l.Split(',')[3].Split('/')))));
    }

    [Fact]
    public void Run_PictureIsGone_ComputesThatStepAloneAgain()
    {
        RunOutcome first = Run();
        string gone = _blobs.Files()[0];
        File.Delete(_blobs.PathOf(gone));
        List<string> warnings = [];
        List<int> computed = [];
        RunOutcome second = Run(warnings, computed);
        Assert.Equal((1, 5), (second.Counts.New, second.Counts.Reused));
        Assert.Equal([2], computed);
        Assert.Contains(gone, Assert.Single(warnings), StringComparison.Ordinal);
        Assert.True(_blobs.Exists(gone));
        Assert.Equal(Scene.Csv(first.Folder), Scene.Csv(second.Folder));
        Assert.Equal(0, Run().Counts.New);
    }

    [Fact]
    public void Run_AllPicturesAreGone_ComputesThemAgain()
    {
        RunOutcome first = Run();
        Directory.Delete(_output.Combine("store", "blobs"), recursive: true);
        RunOutcome second = Run();
        Assert.Equal(6, second.Counts.New);
        Assert.Equal(Scene.Csv(first.Folder), Scene.Csv(second.Folder));
    }

    [Fact]
    public void Doctor_SoundStore_CountsPictures()
    {
        Run();
        using ResultStore store = ResultStore.Open(_output.Path);
        StoreHealth health = store.Examine();
        Assert.True(health.IsSound);
        Assert.Equal((6, 0, 0, 0), (health.Blobs.Files, health.Blobs.Missing.Count, health.Blobs.Orphans.Count, health.Foreign.Count));
        Assert.Equal(_blobs.Files().Sum(f => new FileInfo(_blobs.PathOf(f)).Length), health.Blobs.Bytes);
    }

    [Fact]
    public void Doctor_MissingAndDamagedPictures_AreNamedAndComputedAgain()
    {
        RunOutcome first = Run();
        IReadOnlyList<string> files = _blobs.Files();
        File.Delete(_blobs.PathOf(files[0]));
        byte[] other = File.ReadAllBytes(_blobs.PathOf(files[1]));
        other[^1] ^= 1;
        File.WriteAllBytes(_blobs.PathOf(files[1]), other);
        using (ResultStore store = ResultStore.Open(_output.Path))
        {
            StoreHealth health = store.Examine();
            Assert.False(health.IsSound);
            Assert.Equal([files[0], files[1]], health.Blobs.Missing);
            Assert.True(health.Blobs.Dropped);
            Assert.EndsWith(files[1] + ".damaged", Assert.Single(health.Damaged), StringComparison.Ordinal);
            Assert.Empty(store.Examine().Blobs.Missing);
        }

        RunOutcome second = Run();
        Assert.Equal(2, second.Counts.New);
        Assert.Equal(Scene.Csv(first.Folder), Scene.Csv(second.Folder));
    }

    [Fact]
    public void Doctor_Orphans_AreNamedAndRemovedOnlyWhenAsked()
    {
        Run();
        string orphan = _blobs.Write("made by a run that was killed"u8, "png");
        File.WriteAllText(_output.Combine("store", "blobs", "notes.txt"), "not ours");
        using ResultStore store = ResultStore.Open(_output.Path);
        BlobHealth named = store.Examine().Blobs;
        Assert.Equal([orphan], named.Orphans);
        Assert.Equal(0, named.Removed);
        Assert.True(_blobs.Exists(orphan));
        StoreHealth removed = store.Examine(removeOrphans: true);
        Assert.Equal(1, removed.Blobs.Removed);
        Assert.False(_blobs.Exists(orphan));
        Assert.Equal(6, _blobs.Files().Count);
        Assert.EndsWith("notes.txt", Assert.Single(removed.Foreign), StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_SomeoneReads_LeavesTheResultsOfMissingPictures()
    {
        RunOutcome run = Run();
        File.Delete(_blobs.PathOf(_blobs.Files()[0]));
        using ResultStore store = ResultStore.Open(_output.Path);
        using (RunReader reader = RunReader.Open(run.Folder))
        {
            BlobHealth health = store.Examine().Blobs;
            Assert.Equal((1, false), (health.Missing.Count, health.Dropped));
            Assert.Equal(run.Counts.Observations, reader.Observations().Count());
        }

        Assert.True(store.Examine().Blobs.Dropped);
    }

    [Theory]
    [InlineData("{\"file\":\"/etc/passwd\"}")]
    [InlineData("{\"file\":7}")]
    [InlineData("no json")]
    [InlineData(null)]
    public void Run_ResultNamesWhatIsNoBlob_IsComputedAgain(string? detail)
    {
        RunOutcome strange = Run(detail: detail);
        Assert.Equal(6, strange.Counts.New);
        Assert.Equal(6, Run().Counts.New);
        Assert.Equal(0, Run().Counts.New);
    }

    private RunOutcome Run(List<string>? warnings = null, List<int>? computed = null, string? detail = "")
    {
        using ResultStore store = ResultStore.Open(_output.Path, warn: warnings is null ? null : warnings.Add);
        using RunLedger ledger = _scene.Open(store, s_steps);
        ledger.Plan();
        _scene.Work(ledger, chunk: 4, image =>
        {
            computed?.AddRange(image.MissingSteps);
            ImageResult others = _scene.Compute(image with { MissingSteps = [.. image.MissingSteps.Where(s => s < 2)] });
            return image.MissingSteps.Contains(2) ? others with { Steps = [.. others.Steps, Paint((int)image.Ordinal, detail)] } : others;
        });
        return ledger.Finish(new RunDocument { Pipeline = "yard-watch" });
    }

    private StepResult Paint(int ordinal, string? detail)
    {
        string file = _blobs.Write(System.Text.Encoding.UTF8.GetBytes($"painted {_scene.Contents[ordinal]}"), "png");
        return new StepResult("fp-paint", null, null, [new StoredObservation(1, null, new Observation
        {
            Kind = ObservationKinds.Picture,
            Label = "mosaic",
            Confidence = 1,
            Detail = detail is "" ? $$"""{"file":"{{file}}","width":8,"height":6}""" : detail,
        })]);
    }
}
