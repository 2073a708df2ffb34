using System.Runtime.InteropServices;

namespace ImageAnalytics.Cli.Terminal;

/// <summary>Keeps what native libraries print from the user's terminal: only this program speaks there.</summary>
internal static partial class NativeOutput
{
    private const int StandardError = 2, WriteOnly = 1, DuplicateClosedInChildren = 1030, FirstOwn = 3;

    // A worker must not inherit the terminal: whoever reads it to its end would wait for a worker that the kernel holds back.
    /// <summary>Sends file descriptor 2 to nowhere and lets <see cref="Console.Error"/> write to where it led before. Call once.</summary>
    public static void Silence()
    {
        int terminal = Fcntl(StandardError, DuplicateClosedInChildren, FirstOwn), nowhere = Open("/dev/null", WriteOnly);
        if (terminal < 0 || nowhere < 0)
        {
            return; // Nothing to divert to; a stray line is better than no output.
        }

        Console.SetError(TextWriter.Synchronized(new StreamWriter(new DescriptorWriter(terminal)) { AutoFlush = true }));
        _ = Dup2(nowhere, StandardError);
        _ = Close(nowhere);
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Fcntl(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Dup2(int from, int to);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
