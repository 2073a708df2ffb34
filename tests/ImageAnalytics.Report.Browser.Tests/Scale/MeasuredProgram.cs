using System.Diagnostics;
using System.Globalization;

namespace ImageAnalytics.Report.Browser.Tests.Scale;

/// <summary>Runs the program and says what it took.</summary>
internal static class MeasuredProgram
{
    /// <summary>Runs it to its end.</summary>
    public static (double Seconds, double Processor, long Megabytes) Run(params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(Repository.Program, arguments) { RedirectStandardOutput = true };
        Stopwatch clock = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
        long peak = 0;
        double processor = 0;
        while (!process.WaitForExit(50))
        {
            peak = Math.Max(peak, Peak(process.Id));
            processor = Math.Max(processor, Processor(process));
        }

        Assert.Equal(0, process.ExitCode);
        return (clock.Elapsed.TotalSeconds, processor, peak / 1000);
    }

    private static double Processor(Process process)
    {
        try
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }
        catch (InvalidOperationException)
        {
            return 0; // It has just ended.
        }
    }

    private static long Peak(int process)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
