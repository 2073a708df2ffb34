using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageAnalytics.Sdk;

namespace FaultPlugin;

/// <summary>Ends, stops or leaves the process in every way that there is.</summary>
internal static partial class ProcessFaults
{
    private const int Interrupt = 2, Terminate = 15, Stop = 19;
    private const int MaxDescriptor = 1024;

    public static readonly IReadOnlyDictionary<string, Action<Region, ObservationSink>> All = new Dictionary<string, Action<Region, ObservationSink>>
    {
        ["stack-overflow"] = (_, _) => Deeper(0),
        ["exit-now"] = (_, _) => ExitNow(0),
        ["abort"] = (_, _) => Abort(),
        ["fail-fast"] = (_, _) => Environment.FailFast("The plugin gives up."),
        ["terminate"] = (_, _) => Signal(Environment.ProcessId, Terminate),
        ["interrupt"] = (_, _) => Signal(Environment.ProcessId, Interrupt),
        ["stop"] = (_, _) => Signal(Environment.ProcessId, Stop),
        ["close-all"] = (_, _) => CloseAll(),
        ["child"] = (_, _) => StartChild("sleep 1000"),
        ["child-moved-away"] = (_, _) => StartChild("setsid sleep 1000 & setsid sleep 1000 & exit 0"),
    };

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    private static int Deeper(int depth) => Deeper(depth + 1) + 1;

    /// <summary>What the process does at its end, before anything that was asked for earlier, is to abort.</summary>
    public static void AbortAtExit() => _ = AtExit(NativeLibrary.GetExport(NativeLibrary.Load("libc.so.6"), "abort"), 0);

    // Whatever it inherits stays open in it, as nothing waits for it.
    private static void StartChild(string command) => Process.Start("sh", ["-c", command]).Dispose();

    private static void CloseAll()
    {
        for (int i = 0; i < MaxDescriptor; i++)
        {
            _ = Close(i);
        }
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void ExitNow(int status);

    [LibraryImport("libc", EntryPoint = "on_exit")]
    private static partial int AtExit(nint function, nint argument);

    [LibraryImport("libc", EntryPoint = "abort")]
    private static partial void Abort();

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
