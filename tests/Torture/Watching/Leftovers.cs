using System.Globalization;

namespace ImageAnalytics.Torture.Watching;

/// <summary>Processes that live on after a run. What a run starts inherits its temporary folder as a variable, and is known by that.</summary>
internal static class Leftovers
{
    private const string Variable = "TMPDIR=";
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(5);

    /// <summary>The processes that were started for a workspace and still run.</summary>
    public static IReadOnlyList<int> Of(Workspace workspace)
        => [.. Directory.EnumerateDirectories("/proc")
            .Select(f => int.TryParse(Path.GetFileName(f), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0)
            .Where(id => id != 0 && id != Environment.ProcessId && Environ(id).Split('\0').Contains(Variable + workspace.Temporary))];

    /// <summary>Fails the test when a process of a workspace lives on. One that was killed may need a moment, as it is not ours to wait for.</summary>
    public static void AssertNone(Workspace workspace)
    {
        using ManualResetEventSlim never = new();
        for (long start = Environment.TickCount64; Of(workspace) is [int first, ..]; never.Wait(s_look))
        {
            Assert.True(Environment.TickCount64 - start < 10_000, $"The process {first} lives on: {Read(first, "cmdline").Replace('\0', ' ')}");
        }
    }

    // Empty also for a process that has ended and that nobody has asked about.
    private static string Environ(int process) => Read(process, "environ");

    private static string Read(int process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
