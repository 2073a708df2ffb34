using System.Diagnostics;

namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>A disk that fills up while results are written costs time, and nothing else.</summary>
public sealed class DiskTests : IDisposable
{
    private const int Disk = 32 << 20, Reserve = 16 << 20;
    private readonly Workspace _workspace = new();
    private bool _mounted;

    public void Dispose()
    {
        if (_mounted)
        {
            _ = Call("umount", "--lazy", _workspace["disk"]);
        }

        _workspace.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(120_000)]
    [InlineData(4_000_000)]
    public void Run_DiskFull_SaysWhereAndGoesOnOnceThereIsRoom(int free)
    {
        DrawnPictures.Draw(_workspace["in"], 40);
        string pipeline = _workspace.Write("shapes.yaml", TestPipelines.Shapes);
        Fill(free);

        CliResult full = Program.Scan(pipeline, "in", "disk/out");

        Assert.Equal(1, full.ExitCode);
        Assert.Empty(full.Output);
        Assert.Contains(_workspace["disk/out"], full.Error, StringComparison.Ordinal);
        Assert.Matches("No space left on device|MB are needed", full.Error);
        Assert.False(full.Error.Contains("   at ", StringComparison.Ordinal), full.Error);
        Assert.False(Path.Exists(_workspace["disk/out/shapes/latest"]));

        File.Delete(_workspace["disk/filler"]);
        CliResult after = Program.Scan(pipeline, "in", "disk/out"), undisturbed = Program.Scan(pipeline, "in", "out");
        undisturbed.Csv.AssertEquals(after.Csv);
        Assert.Equal(40, after.Line.Images);
    }

    [Fact]
    public void Run_DiskBecomesShort_StopsBeforeItIsFullSaysWhatIsNeededAndGoesOn()
    {
        DrawnPictures.Draw(_workspace["in"], 200);
        string pipeline = _workspace.Write("paintings.yaml", TestPipelines.Paintings);
        Fill(Reserve + 200_000);

        CliResult full = Program.Scan(pipeline, "in", "disk/out", "--lanes", "1", "--chunk", "4");

        full.AssertExit(1);
        Assert.True(full.Error.Contains("Stopped before", StringComparison.Ordinal), full.Error);
        Assert.Matches("About [0-9.]+ MB are needed on the disk of '.*out' for this run, and 1[67][.][0-9] MB are free, of which the last 16[.]8 are left alone", full.Error);
        Assert.Matches("Stopped before the disk of '.*out' was full: 1[0-6][.][0-9] MB are free.* of 200 images are done; to finish, about [0-9.]+ MB are needed: make room for at least [0-9.]+ MB more", full.Error);
        File.Delete(_workspace["disk/filler"]);
        CliResult after = Program.Scan(pipeline, "in", "disk/out"), undisturbed = Program.Scan(pipeline, "in", "out");
        undisturbed.Csv.AssertEquals(after.Csv);
        Assert.InRange(after.Line.Reused, 1, 199);
    }

    private CliProgram Program => new(_workspace);

    private void Fill(int free)
    {
        Directory.CreateDirectory(_workspace["disk"]);
        Assert.SkipUnless(Call("mount", "-t", "tmpfs", "-o", $"size={Disk}", "tmpfs", _workspace["disk"]) == 0, "Only root may mount a small disk, and not everywhere.");
        _mounted = true;
        using FileStream filler = File.Create(_workspace["disk/filler"]);
        byte[] block = new byte[4096];
        for (long i = 0; i < (Disk - free) / block.Length && TryWrite(filler, block); i++)
        {
        }
    }

    private static bool TryWrite(FileStream file, byte[] block)
    {
        try
        {
            file.Write(block);
            file.Flush();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static int Call(string program, params string[] arguments)
    {
        using Process call = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        call.WaitForExit();
        return call.ExitCode;
    }
}
