using System.Globalization;

namespace ImageAnalytics.Torture.Watching;

/// <summary>What a process held at a moment.</summary>
internal sealed record ProcessSample(string Process, int Id, double Seconds, long Kilobytes, int Handles, int Threads)
{
    /// <summary>Images that the run had done.</summary>
    public double Images { get; init; }

    /// <summary>Looks at a process; nothing when it is gone.</summary>
    public static IEnumerable<ProcessSample> Of(string process, int id, double seconds)
    {
        try
        {
            ILookup<string, string> status = File.ReadLines($"/proc/{id}/status").Select(l => l.Split(':')).ToLookup(l => l[0], l => l[^1].Trim(" \tkB".ToCharArray()));
            return [new ProcessSample(process, id, seconds, Number(status["VmRSS"]), Directory.EnumerateFileSystemEntries($"/proc/{id}/fd").Count(), (int)Number(status["Threads"]))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{Process},{Id},{Seconds:0.00},{Images:0},{Kilobytes},{Handles},{Threads}");

    private static long Number(IEnumerable<string> texts) => texts.FirstOrDefault() is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : 0;
}
