using System.Diagnostics;
using System.Net.Sockets;
using ImageAnalytics.Torture.Disks;

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
            CsvFolder found = runs.ScanIn("disk", "from-disk").Csv;
            Assert.Equal(["p003.tif unreadable", "p008.bmp denied"], found.Failures.Select(r => $"{r["path"]} {r["failure"]}"));
            Assert.Contains("Input/output error", found.Failures[0]["message"], StringComparison.Ordinal);
            string[] guilty = ["p003.tif", "p008.bmp"];
            Assert.Equal(runs.Undisturbed.Observations.Where(r => !guilty.Contains(r["path"])), found.Observations);
        }

        using FaultyDisk mended = FaultyDisk.Mount(_workspace["disk"], _workspace["in"], _ => DiskFault.None);
        CliResult again = runs.ScanIn("disk", "from-disk");
        Assert.Equal(2, again.Line.New);
        runs.Undisturbed.AssertEquals(again.Csv);
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
        CsvFolder found = runs.ScanIn("odd", "from-odd").Csv;
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

    [Fact]
    public void Run_FirstOfTwoEqualPicturesChangesMeanwhile_TheOtherIsLookedAt()
    {
        Workspace.Copy(_workspace["in"], _workspace["twice"]);
        File.Copy(_workspace["twice/p003.tif"], _workspace["twice/p003b.tif"]);
        runs.ScanIn("twice", "from-twice");
        using RunningProgram run = runs.Program.StartScan(
            _workspace.Write("twice.yaml", TestPipelines.Fault("hang: [p000]")), "twice", "from-twice", "--lanes", "1", "--chunk", "1", "--timeout", "4");
        run.WaitForError("images listed");
        run.WaitForWorker();
        File.Copy(_workspace["twice/p004.webp"], _workspace["twice/p003.tif"], overwrite: true);
        CliResult result = run.Finish();
        Assert.Equal(["p000.png timeout"], result.Csv.Failures.Select(r => $"{r["path"]} {r["failure"]}"));
        Assert.Equal("ok", result.Csv.Images.Single(r => r["path"] == "p003b.tif")["status"]);
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

    private static int Call(string program, params string[] arguments)
    {
        using Process call = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        call.WaitForExit();
        return call.ExitCode;
    }
}
