using System.Globalization;

namespace ImageAnalytics.Acceptance;

/// <summary>Ten times the pictures need no more memory.</summary>
public sealed class MemoryTests : IDisposable
{
    private const int Few = 500, Many = 5000;
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Run_TenTimesThePictures_NeedsAtMostATenthMoreMemory()
    {
        CliProgram program = new(_workspace);
        SharedFiles.InstallModels(program);
        DrawnPictures.Draw(_workspace["in"], Many, side: 120);
        string pipeline = _workspace.Write("memory.yaml", """
            name: memory
            steps:
              - { id: objects, plugin: single-shot-detector, model: fastestdet }
              - { id: boxes, plugin: shapes }
            """);
        (long supervisor, long worker) few = Peak(program, pipeline, "few", Few), many = Peak(program, pipeline, "many", Many);
        TestContext.Current.SendDiagnosticMessage($"supervisor {few.supervisor} → {many.supervisor} kB, worker {few.worker} → {many.worker} kB");
        Assert.True(many.worker <= few.worker * 1.1, $"The worker's peak grew from {few.worker} to {many.worker} kB.");
        Assert.True(many.supervisor + many.worker <= (few.supervisor + few.worker) * 1.1, $"The peak grew from {few} to {many} kB (supervisor, worker).");
    }

    // The kernel keeps the highest figure by itself (VmHWM); it is read until the process is gone.
    private static (long Supervisor, long Worker) Peak(CliProgram program, string pipeline, string output, int limit)
    {
        using RunningProgram run = program.StartScan(pipeline, "in", output, "--limit", limit.ToString(CultureInfo.InvariantCulture));
        long supervisor = 0, worker = 0;
        run.WatchUntilEnd(() =>
        {
            supervisor = Math.Max(supervisor, HighWater(run.Id));
            worker = Math.Max(worker, run.Children.Select(HighWater).DefaultIfEmpty().Max());
        });
        Assert.Equal(limit, run.Finish().Line.Images);
        Assert.True(supervisor > 0 && worker > 0);
        return (supervisor, worker);
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
