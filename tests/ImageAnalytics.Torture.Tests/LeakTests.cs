using System.Globalization;

namespace ImageAnalytics.Torture.Tests;

/// <summary>A plugin that takes more and more costs fresh workers, and no picture that needs little.</summary>
public sealed class LeakTests(FaultRuns runs) : IClassFixture<FaultRuns>
{
    private const long MegabyteInKilobytes = 1024;

    [Theory]
    [InlineData("leak-native")]
    [InlineData("leak-managed")]
    public void Run_MemoryLeaks_ReplacesTheWorkerInTime(string fault)
        => runs.Undisturbed.AssertEquals(runs.Scan($"do: [p={fault}]", fault, "--max-memory", "400").Csv);

    [Fact]
    public void Run_HandlesLeak_ReplacesTheWorkerInTime()
        => runs.Undisturbed.AssertEquals(runs.Scan(Limited(), "do: [p=leak-handles]", "handles").Csv);

    [Fact]
    public void Run_TakesEveryHandle_CostsThatPictureAndNoOther()
    {
        CsvFolder found = runs.Scan(Limited(), "do: [p007=leak-all-handles]", "all-handles").Csv;
        CsvRow row = Assert.Single(found.Failures);
        Assert.Equal(("p007.jpg", "crash"), (row["path"], row["failure"]));
        Assert.Contains("given up after two tries", row["message"], StringComparison.Ordinal);
        Assert.Equal(runs.Undisturbed.Images.Where(r => r["path"] != "p007.jpg"), found.Images.Where(r => r["path"] != "p007.jpg"));
    }

    // Each observation is within its limits: a hundred megabytes for p007 are too many, three for each of twenty others are not.
    [Fact]
    public void Run_PicturesAreHeavy_KeepsTheSupervisorSmall()
    {
        using RunningProgram run = runs.Program.StartScan(runs.Workspace.Write("heavy.yaml", TestPipelines.Fault("do: [p007=heavy, p01=weighty, p02=weighty]")), "in", "heavy");
        long most = 0;
        run.WatchUntilEnd(() => most = Math.Max(most, HighWater(run.Id)));
        CliResult result = run.Finish().AssertExit(0);
        CsvRow row = Assert.Single(result.Csv.Failures);
        Assert.Equal(("p007.jpg", "model-error"), (row["path"], row["failure"]));
        Assert.Contains("at most 16,777,216 are kept", row["message"], StringComparison.Ordinal);
        Assert.Equal((20 * 95) + 9, result.Csv.Observations.Count(r => r["step"] == "fault"));
        Assert.True(most < 1200 * MegabyteInKilobytes, $"The supervisor grew to {most} kB.");
    }

    private CliProgram Limited()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/prlimit"), "There is no prlimit, which sets the number of files that a process may have open.");
        return new CliProgram(runs.Workspace) { Prefix = ["/usr/bin/prlimit", "--nofile=400:400"] };
    }

    private static long HighWater(int process)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(6).Trim(" \tkB"), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
