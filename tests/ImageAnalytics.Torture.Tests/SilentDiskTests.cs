using ImageAnalytics.Torture.Disks;
using ImageAnalytics.Torture.Watching;

namespace ImageAnalytics.Torture.Tests;

/// <summary>A disk that no longer answers costs what lies on it, and not the run.</summary>
public sealed class SilentDiskTests(FaultRuns runs) : IClassFixture<FaultRuns>
{
    private readonly Workspace _workspace = runs.Workspace;

    [Fact]
    public void Run_OnePictureIsNeverRead_IsGivenUpAlthoughItsReaderCannotBeKilled()
    {
        using FaultyDisk disk = FaultyDisk.Mount(_workspace["silent"], _workspace["in"], path => path == "p004.webp" ? DiskFault.Silent : DiskFault.None);
        CliResult result = runs.ScanIn("silent", "from-silent", "--timeout", "3");
        CsvRow row = Assert.Single(result.Csv.Failures);
        Assert.Equal(("p004.webp", "timeout"), (row["path"], row["failure"]));
        Assert.Contains("Reading the file was given up", row["message"], StringComparison.Ordinal);
        Assert.Equal(runs.Undisturbed.Observations.Where(r => r["path"] != "p004.webp"), result.Csv.Observations);
        disk.Dispose();
        Leftovers.AssertNone(_workspace);
    }

    [Fact]
    public void Run_DiskFallsSilent_EndsWithItsReportWithoutTryingEveryPictureAndGoesOnLater()
    {
        Task? silent = null;
        using (FaultyDisk disk = FaultyDisk.Mount(_workspace["gone"], _workspace["in"], path => path == "p010.webp" || silent is { IsCompleted: true } ? DiskFault.Silent : DiskFault.None))
        {
            silent = disk.Held("p010.webp");
            CliResult result = runs.ScanIn("gone", "from-gone", "--timeout", "1");
            Assert.InRange(result.Csv.Failures.Count, 10, 29); // How many were read before depends on the lanes.
            Assert.All(result.Csv.Failures, r => Assert.Equal("timeout", r["failure"]));
            Assert.InRange(result.Csv.Failures.Count(r => r["message"].StartsWith("It was not tried", StringComparison.Ordinal)), 7, 26);
            Assert.Contains($"The file system '{_workspace["gone"]}' does not answer", result.Error, StringComparison.Ordinal);
            Assert.Contains("Pictures are missing in the report", result.Error, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(result.Line.Output, "report", "index.html")));
        }

        using FaultyDisk mended = FaultyDisk.Mount(_workspace["gone"], _workspace["in"], _ => DiskFault.None);
        runs.Undisturbed.AssertEquals(runs.ScanIn("gone", "from-gone").Csv);
    }

    [Fact]
    public void Run_FolderBelowDoesNotAnswer_ListsTheOthersAndSaysSo()
    {
        Workspace.Copy(_workspace["in"], _workspace["mixed"]);
        using FaultyDisk disk = FaultyDisk.Mount(_workspace["mixed/nas"], _workspace["in"], path => path.Length == 0 ? DiskFault.Silent : DiskFault.None);
        CliResult result = runs.ScanIn("mixed", "from-mixed", "--timeout", "2");
        Assert.Equal(runs.Undisturbed.Images, result.Csv.Images);
        Assert.Contains($"The folder '{_workspace["mixed/nas"]}' cannot be listed: its file system does not answer", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_InputDoesNotAnswer_IsRefusedInTime()
    {
        using FaultyDisk disk = FaultyDisk.Mount(_workspace["dead"], _workspace["in"], _ => DiskFault.SilentAtOnce);
        runs.ScanIn("dead", "from-dead", "--timeout", "2").AssertRefused("did not answer within 2 s", $"mounted at '{_workspace["dead"]}'");
        Assert.False(Path.Exists(_workspace["from-dead"]));
    }
}
