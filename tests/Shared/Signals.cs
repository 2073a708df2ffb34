using System.Runtime.InteropServices;

namespace ImageAnalytics.Testing;

/// <summary>Signals to processes that the tests started.</summary>
internal static partial class Signals
{
    private const int KillSignal = 9;

    /// <summary>Ends a process at once; one that is gone already is no error.</summary>
    public static void Kill(int process) => Send(process, KillSignal);

    /// <summary>Sends a signal; a process that is gone already is no error.</summary>
    public static void Send(int process, int signal) => _ = SendSignal(process, signal);

    /// <summary>Waits until a process is gone. Fails the test when it stays.</summary>
    public static void AssertGone(int process) => Waiting.Until(() => !IsAlive(process), () => $"The process {process} is still there.");

    // A zombie waits only for somebody to ask how it ended.
    private static bool IsAlive(int process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
