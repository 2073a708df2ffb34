using System.Diagnostics;
using ImageAnalytics.Inference.Tests.Support;

namespace ImageAnalytics.Inference.Tests.Engines;

/// <summary>ONNX Runtime writes about its users by default; our processes never do.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Child_RunsANetwork_LeavesNothingInItsHome()
    {
        using TemporaryFolder home = new();
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "ImageAnalytics.Inference.Tests"), ["-class", typeof(TinyNetworkTests).FullName!])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = home.Path;
        start.Environment.Remove("XDG_CACHE_HOME");
        start.Environment.Remove("ORT_DISABLE_TELEMETRY");
        using Process child = Process.Start(start)!;
        Task<string> error = child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, child.ExitCode);
        Assert.Contains("Failed: 0", output, StringComparison.Ordinal);
        Assert.Empty(await error);
        Assert.DoesNotContain(
            Directory.EnumerateFileSystemEntries(home.Path, "*", SearchOption.AllDirectories), p => p.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase));
    }
}
