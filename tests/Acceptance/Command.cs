using System.Diagnostics;

namespace ImageAnalytics.Acceptance;

/// <summary>A program of the system that has to do its work.</summary>
internal static class Command
{
    /// <summary>Runs it to its end. What it starts may go on.</summary>
    public static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = "/" })!;
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
