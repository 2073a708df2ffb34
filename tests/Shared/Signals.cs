using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ImageAnalytics.Testing;

/// <summary>Signals to processes that the tests started.</summary>
internal static partial class Signals
{
    private const int KillSignal = 9;
    private const long OpenProcessCall = 434;
    private const short Readable = 1;

    /// <summary>Ends a process at once; one that is gone already is no error.</summary>
    public static void Kill(int process) => Send(process, KillSignal);

    /// <summary>Sends a signal; a process that is gone already is no error.</summary>
    public static void Send(int process, int signal) => _ = SendSignal(process, signal);

    /// <summary>Waits until a process is gone. Fails the test when it stays.</summary>
    public static void AssertGone(int process)
    {
        // A descriptor of a process becomes readable when it ends (pidfd_open, Linux 5.3), whoever its parent is.
        int handle = (int)OpenProcess(OpenProcessCall, process, 0);
        if (handle < 0)
        {
            return; // Gone already.
        }

        using SafeFileHandle owned = new(handle, ownsHandle: true);
        PollEntry entry = new() { Descriptor = handle, Wanted = Readable };
        Assert.True(Poll(ref entry, 1, (int)Waiting.Patience.TotalMilliseconds) == 1, $"The process {process} is still there.");
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial long OpenProcess(long call, int process, uint flags);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref PollEntry entries, ulong count, int milliseconds);

    private struct PollEntry
    {
        public int Descriptor;
        public short Wanted;
        public short Happened;
    }
}
