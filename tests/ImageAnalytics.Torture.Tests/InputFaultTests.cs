using System.Diagnostics;
using System.Net.Sockets;
using ImageAnalytics.Torture.Disks;
using ImageAnalytics.Torture.Watching;

namespace ImageAnalytics.Torture.Tests;

/// <summary>Whatever lies in an input folder, and whatever happens to it meanwhile: recorded, or looked at; never the end of a run.</summary>
public sealed class InputFaultTests(FaultRuns runs) : IClassFixture<FaultRuns>
{
    private readonly Workspace _workspace = runs.Workspace;

    [Fact]
    public void Run_DiskFails_RecordsThosePicturesAndFinishesThemWhenItWorks()
    {
        using (FaultyDisk disk = FaultyDisk.Mount(_workspace["disk"], _workspace["in"], path => path switch
        {
            "p003.tif" => DiskFault.ReadFails,
            "p005.ppm" or "p006.png" => DiskFault.Slow,
            "p008.bmp" => DiskFault.Denied,
            _ => DiskFault.None,
        }))
        {
            CsvFolder found = Scan("disk", "from-disk").Csv;
            Assert.Equal(["p003.tif unreadable", "p008.bmp denied"], found.Failures.Select(r => $"{r["path"]} {r["failure"]}"));
            Assert.Contains("Input/output error", found.Failures[0]["message"], StringComparison.Ordinal);
            string[] guilty = ["p003.tif", "p008.bmp"];
            Assert.Equal(runs.Undisturbed.Observations.Where(r => !guilty.Contains(r["path"])), found.Observations);
        }

        using FaultyDisk mended = FaultyDisk.Mount(_workspace["disk"], _workspace["in"], _ => DiskFault.None);
        CliResult again = Scan("disk", "from-disk");
        Assert.Equal(2, again.Line.New);
        runs.Undisturbed.AssertEquals(again.Csv);
    }

    [Fact]
    public void Run_OnePictureIsNeverRead_IsGivenUpAlthoughItsReaderCannotBeKilled()
    {
        using FaultyDisk disk = FaultyDisk.Mount(_workspace["silent"], _workspace["in"], path => path == "p004.webp" ? DiskFault.Silent : DiskFault.None);
        CliResult result = Scan("silent", "from-silent", "--timeout", "3");
        CsvRow row = Assert.Single(result.Csv.Failures);
        Assert.Equal(("p004.webp", "timeout"), (row["path"], row["failure"]));
        Assert.Contains("Reading the file was given up", row["message"], StringComparison.Ordinal);
        Assert.Equal(runs.Undisturbed.Observations.Where(r => r["path"] != "p004.webp"), result.Csv.Observations);
        disk.Dispose();
        Leftovers.AssertNone(_workspace);
    }

    [Fact]
    public void Run_DiskFallsSilent_EndsWithoutTryingEveryPictureAndGoesOnLater()
    {
        using (FaultyDisk disk = FaultyDisk.Mount(_workspace["gone"], _workspace["in"], path => path.StartsWith('p') && string.CompareOrdinal(path, "p010") >= 0 ? DiskFault.Silent : DiskFault.None))
        {
            CliResult result = Scan("gone", "from-gone", "--timeout", "1");
            Assert.Equal(20, result.Csv.Failures.Count);
            Assert.All(result.Csv.Failures, r => Assert.Equal("timeout", r["failure"]));
            Assert.InRange(result.Csv.Failures.Count(r => r["message"].StartsWith("It was not tried", StringComparison.Ordinal)), 10, 17); // A lane may read a good picture between two silent ones.
            Assert.Contains($"The file system '{_workspace["gone"]}' does not answer", result.Error, StringComparison.Ordinal);
        }

        using FaultyDisk mended = FaultyDisk.Mount(_workspace["gone"], _workspace["in"], _ => DiskFault.None);
        runs.Undisturbed.AssertEquals(Scan("gone", "from-gone").Csv);
    }

    [Fact]
    public void Run_FolderBelowDoesNotAnswer_ListsTheOthersAndSaysSo()
    {
        Workspace.Copy(_workspace["in"], _workspace["mixed"]);
        using FaultyDisk disk = FaultyDisk.Mount(_workspace["mixed/nas"], _workspace["in"], path => path.Length == 0 ? DiskFault.Silent : DiskFault.None);
        CliResult result = Scan("mixed", "from-mixed", "--timeout", "2");
        Assert.Equal(runs.Undisturbed.Images, result.Csv.Images);
        Assert.Contains($"The folder '{_workspace["mixed/nas"]}' cannot be listed: its file system does not answer", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_InputDoesNotAnswer_IsRefusedInTime()
    {
        using FaultyDisk disk = FaultyDisk.Mount(_workspace["dead"], _workspace["in"], _ => DiskFault.SilentAtOnce);
        Scan("dead", "from-dead", "--timeout", "2").AssertRefused("did not answer within 2 s", $"mounted at '{_workspace["dead"]}'");
        Assert.False(Path.Exists(_workspace["from-dead"]));
    }

    [Fact]
    public void Run_FolderHoldsPipesAndDevicesAndLinks_LooksAtPicturesAlone()
    {
        Workspace.Copy(_workspace["in"], _workspace["odd"]);
        Directory.CreateDirectory(_workspace["odd/folder.png"]);
        File.CreateSymbolicLink(_workspace["odd/dangling.png"], "nowhere.png");
        File.CreateSymbolicLink(_workspace["odd/loop.png"], "loop.png");
        File.CreateSymbolicLink(_workspace["odd/zero.png"], "/dev/zero");
        Directory.CreateSymbolicLink(_workspace["odd/around"], ".");
        Assert.Equal(0, Call("mkfifo", _workspace["odd/pipe.png"]));
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_workspace["odd/s.png"]));
        _ = Call("mknod", _workspace["odd/device.png"], "c", "1", "5"); // /dev/zero; root only.
        using FileStream locked = new(_workspace["odd/p001.jpg"], FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        CsvFolder found = Scan("odd", "from-odd").Csv;
        Assert.Empty(found.Failures);
        runs.Undisturbed.AssertEquals(found);
    }

    [Fact]
    public void Run_PicturesChangeMeanwhile_AreWhatTheyAreWhenRead()
    {
        Workspace.Copy(_workspace["in"], _workspace["moving"]);
        using (RunningProgram run = runs.Program.StartScan(
            _workspace.Write("moving.yaml", TestPipelines.Fault("hang: [p000]")), "moving", "from-moving", "--lanes", "1", "--chunk", "1", "--timeout", "4"))
        {
            run.WaitForError("images listed");
            run.WaitForWorker();
            Change(_workspace["moving"]);
            CliResult result = run.Finish();
            Assert.Equal(
                ["p000.png timeout", "p010.webp vanished", "p011.ppm unreadable", "p012.png unreadable", "p013.jpg truncated", "p014.bmp not-an-image", "p017.ppm vanished"],
                result.Csv.Failures.Select(r => $"{r["path"]} {r["failure"]}"));
            Dictionary<string, CsvRow> images = result.Csv.Images.ToDictionary(r => r["path"]);
            Assert.Equal(("ok", "ok"), (images["p015.tif"]["status"], images["p016.webp"]["status"]));
            Assert.Equal(images["p018.png"]["width"], images["p024.png"]["width"]);
        }
    }

    // Files behind the one that the worker is held by.
    private static void Change(string folder)
    {
        string At(string name) => Path.Combine(folder, name);
        File.Delete(At("p010.webp"));
        File.Delete(At("p011.ppm"));
        Assert.Equal(0, Call("mkfifo", At("p011.ppm")));
        File.Delete(At("p012.png"));
        Directory.CreateDirectory(At("p012.png"));
        File.WriteAllBytes(At("p013.jpg"), File.ReadAllBytes(At("p013.jpg"))[..600]);
        File.WriteAllBytes(At("p014.bmp"), []);
        File.AppendAllText(At("p015.tif"), "grown");
        File.SetLastWriteTimeUtc(At("p016.webp"), DateTime.UnixEpoch);
        File.Delete(At("p017.ppm"));
        File.CreateSymbolicLink(At("p017.ppm"), "nowhere");
        File.Copy(At("p024.png"), At("p018.png"), overwrite: true);
    }

    private CliResult Scan(string input, string output, params string[] more)
        => runs.Program.Scan(_workspace.Write("faults.yaml", TestPipelines.Fault("rubbish: []")), input, output, more);

    private static int Call(string program, params string[] arguments)
    {
        using Process call = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        call.WaitForExit();
        return call.ExitCode;
    }
}
