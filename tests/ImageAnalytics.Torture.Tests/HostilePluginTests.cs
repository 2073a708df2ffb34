using ImageAnalytics.Torture.Watching;

namespace ImageAnalytics.Torture.Tests;

/// <summary>Whatever a plugin does to its process costs the guilty pictures, and nothing else; the run ends, and nothing of it lives on.</summary>
public sealed class HostilePluginTests(FaultRuns runs) : IClassFixture<FaultRuns>
{
    [Fact]
    public void Run_EndsItsProcess_CostsThosePictures() => runs.AssertGivenUp(
        "crash", [], ("stack-overflow", "abort"), ("exit-now", "exit code 0"), ("abort", "abort"), ("fail-fast", "abort"),
        ("close-all", "worker process ended"), ("scribble", "sent what is no message"), ("throw-elsewhere", "abort"), ("throw-in-finalizer", "abort"));

    // What libraries take apart at exit, other lanes still compute with: their images would be accused.
    [Fact]
    public void Run_ExitsItsProcess_EndsItBeforeLibrariesTakeThemselvesApart()
    {
        CsvFolder found = runs.Scan("quit: [p004], abortAtExit: true", "exits").Csv;
        Assert.Equal("Step 'fault': It was given up after two tries: the worker process ended (exit code 3).", Assert.Single(found.Failures)["message"]);
    }

    [Theory]
    [InlineData]
    [InlineData("--in-process")]
    public void Run_ReportsRubbish_CostsThosePicturesAndSaysWhy(params string[] more)
    {
        (string Fault, string Words)[] faults =
        [
            ("nan-box", "expected finite numbers"), ("infinite-box", "expected finite numbers"), ("negative-size", "no negative size"),
            ("nan-confidence", "expected 0 to 1"), ("high-confidence", "expected 0 to 1"), ("long-label", "label of 1000000"),
            ("null-label", "without a label or a kind"), ("null-kind", "without a label or a kind"), ("unknown-kind", "'miracle'"), ("null-observation", "observation"), ("null-region", "region"),
            ("other-mask", "mask of 3 x 3 pixels"), ("nan-embedding", "finite"), ("nan-points", "finite"), ("no-picture", "no whole png file"),
            ("million", "more than"), ("other-region", "not in its batch"),
        ];
        CsvFolder found = runs.Scan($"do: [p000=keep-region, {FaultRuns.Listed(faults, 1)}]", $"rubbish{more.Length}", [.. more, "--lanes", "1"]).Csv;
        runs.AssertFailures(found, "model-error", "Step 'fault': ", 1, faults);
    }

    [Theory]
    [InlineData("p001=move, p003=leak-threads, p005=go-on, p006=keep-region", "--in-process")]
    [InlineData("p000=interrupt, p001=move, p003=leak-threads, p005=go-on, p007=flood-output, p009=flood-error, p011=child, p013=child-moved-away, p015=read-input, p017=close-streams")]
    public void Run_LeavesThingsBehind_ChangesNoResult(string faults, params string[] more)
    {
        runs.Undisturbed.AssertEquals(runs.Scan($"do: [{faults}]", $"behind{more.Length}", more).Csv);
        Leftovers.AssertNone(runs.Workspace);
    }

    [Fact]
    public void Run_LabelIsNoText_IsKeptAsTextThatCanBeShown()
    {
        CsvFolder child = runs.Scan("do: [p001=odd-label]", "odd").Csv, inProcess = runs.Scan("do: [p001=odd-label]", "odd-in-process", "--in-process").Csv;
        child.AssertEquals(inProcess);
        Assert.Empty(child.Failures);
        Assert.Equal(2, child.Observations.Count(r => r["path"] == "p001.jpg" && r["step"] == "fault"));
    }

    // The picture is done before the process ends, or is not; done again alone it is in time.
    [Theory]
    [InlineData("throw-later")]
    [InlineData("terminate")]
    public void Run_EndsItsProcessLater_AccusesNobodyElse(string fault)
    {
        CsvFolder found = runs.Scan($"do: [p007={fault}]", fault).Csv;
        Assert.All(found.Failures, r => Assert.Equal(("p007.jpg", "crash"), (r["path"], r["failure"])));
        Assert.Equal(runs.Undisturbed.Images.Where(r => r["path"] != "p007.jpg"), found.Images.Where(r => r["path"] != "p007.jpg"));
    }

    [Fact]
    public void Run_ThrowsWhenOpened_IsRefused() => runs.Scan("throwAtOpen: true", "opened").AssertRefused("Step 'fault'", "There is no network.");

    [Theory]
    [InlineData]
    [InlineData("--in-process")]
    public void Run_ThrowsWhenClosed_HasItsResults(params string[] more)
        => runs.Undisturbed.AssertEquals(runs.Scan("throwAtDispose: true", $"closed{more.Length}", more).Csv);
}
