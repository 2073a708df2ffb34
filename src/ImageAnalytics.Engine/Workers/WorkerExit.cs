namespace ImageAnalytics.Engine.Workers;

/// <summary>How a worker process ends.</summary>
internal static class WorkerExit
{
    /// <summary>It could not get the memory that it asked for.</summary>
    public const int OutOfMemory = 86;

    /// <summary>It could not open one more file.</summary>
    public const int OutOfHandles = 87;

    /// <summary>It was killed, because what it sent was no message.</summary>
    public const int Garbled = 88;

    /// <summary>It was killed.</summary>
    public const int Killed = 137;

    /// <summary>A lane met what is no fault of an image.</summary>
    public const int Fault = 70;

    private static readonly Dictionary<int, string> s_signals = new()
    {
        [4] = "illegal instruction", [6] = "abort", [7] = "bus error", [8] = "arithmetic error", [9] = "killed", [11] = "segmentation fault", [15] = "terminated",
    };

    /// <summary>An exit code in words.</summary>
    public static string Text(int exitCode) => exitCode switch
    {
        OutOfMemory => "it ran out of memory",
        Garbled => "it sent what is no message; something in it writes where it should not",
        OutOfHandles => "it had too many files open",
        > 128 and <= 192 => s_signals.TryGetValue(exitCode - 128, out string? name) ? $"signal {exitCode - 128}, {name}" : $"signal {exitCode - 128}",
        _ => $"exit code {exitCode}",
    };
}
