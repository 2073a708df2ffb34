using System.Diagnostics;

namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>A disk that fills up while results are written costs time, and nothing else.</summary>
public sealed class DiskTests : IDisposable
{
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
    [InlineData(40_000)]
    [InlineData(120_000)]
    public void Run_DiskFull_SaysWhereAndGoesOnOnceThereIsRoom(int free)
    {
        const int disk = 32 << 20;
        CliProgram program = new(_workspace);
        DrawnPictures.Draw(_workspace["in"], 40);
        string pipeline = _workspace.Write("shapes.yaml", TestPipelines.Shapes);
        Directory.CreateDirectory(_workspace["disk"]);
        Assert.SkipUnless(Call("mount", "-t", "tmpfs", "-o", $"size={disk}", "tmpfs", _workspace["disk"]) == 0, "Only root may mount a small disk, and not everywhere.");
        _mounted = true;
        using (FileStream filler = File.Create(_workspace["disk/filler"]))
        {
            byte[] block = new byte[4096];
            for (long i = 0; i < (disk - free) / block.Length && TryWrite(filler, block); i++)
            {
            }
        }

        CliResult full = program.Scan(pipeline, "in", "disk/out");
        Assert.InRange(full.ExitCode, 1, 2);
        Assert.Empty(full.Output);
        Assert.Contains(_workspace["disk/out"], full.Error, StringComparison.Ordinal);
        Assert.Contains("No space left on device", full.Error, StringComparison.OrdinalIgnoreCase);
        Assert.False(full.Error.Contains("   at ", StringComparison.Ordinal), full.Error);
        Assert.False(Path.Exists(_workspace["disk/out/shapes/latest"]));

        File.Delete(_workspace["disk/filler"]);
        CliResult after = program.Scan(pipeline, "in", "disk/out"), undisturbed = program.Scan(pipeline, "in", "out");
        undisturbed.Csv.AssertEquals(after.Csv);
        Assert.Equal(40, after.Line.Images);
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
