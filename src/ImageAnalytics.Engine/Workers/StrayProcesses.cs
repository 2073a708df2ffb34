using System.Diagnostics;
using System.Globalization;
using System.Text;
using ImageAnalytics.Engine.Native;

namespace ImageAnalytics.Engine.Workers;

/// <summary>Ends the processes that plugins started and that would outlive their worker: of this supervisor's workers, and of supervisors that were killed.</summary>
/// <remarks>
/// They are known by a variable that every worker gets and all that it starts inherit, wherever they moved to. It names the supervisor by
/// process id, start and process namespace, so that nobody else's processes are touched. Called by one thread at a time.
/// </remarks>
internal sealed class StrayProcesses
{
    private const string Variable = "IMAGEANALYTICS_WORKER_OF";
    private const int StartField = 19;
    private static readonly byte[] s_entry = Encoding.ASCII.GetBytes(Variable + "=");
    private readonly string _namespace = File.ResolveLinkTarget("/proc/self/ns/pid", returnFinalTarget: false)?.Name ?? "";
    private readonly string _supervisor;

    public StrayProcesses() => _supervisor = NameOf(Environment.ProcessId) ?? "";

    /// <summary>Marks a worker, and with it whatever it will start.</summary>
    public void Mark(ProcessStartInfo worker) => worker.Environment[Variable] = _supervisor;

    /// <summary>Kills every process that a worker of this supervisor, or of one that is gone, left behind. No worker may be at work.</summary>
    public void End()
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int process)
                && process != Environment.ProcessId && SupervisorOf(folder) is { } supervisor && (supervisor == _supervisor || IsGone(supervisor)))
            {
                _ = LibC.Kill(process, LibC.SIGKILL);
            }
        }
    }

    private static string? SupervisorOf(string folder)
    {
        try
        {
            ReadOnlySpan<byte> environment = File.ReadAllBytes(Path.Combine(folder, "environ"));
            foreach (Range range in environment.Split((byte)0))
            {
                if (environment[range].StartsWith(s_entry))
                {
                    return Encoding.UTF8.GetString(environment[range][s_entry.Length..]);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone, or another user's.
        }

        return null;
    }

    // A name from another process namespace says nothing here about who is gone.
    private bool IsGone(string supervisor)
        => supervisor.Split(' ') is [var space, var process, _] && space == _namespace
            && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && NameOf(id) != supervisor;

    private string? NameOf(int process)
    {
        try
        {
            // The program's name, in parentheses, may hold anything; behind it come fields from the third on.
            string stat = File.ReadAllText($"/proc/{process}/stat");
            return $"{_namespace} {process} {stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[StartField]}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
