using System.Globalization;
using System.Runtime.InteropServices;
using ImageAnalytics.Sdk;
using Microsoft.Win32.SafeHandles;

namespace FaultPlugin;

/// <summary>Writes where it should not, and changes what all share.</summary>
internal static partial class OutputFaults
{
    private const int Flood = 100 << 20;
    private static readonly byte[] s_block = [.. Enumerable.Range(0, 1 << 16).Select(i => (byte)(i * 7))];

    public static readonly IReadOnlyDictionary<string, Action<Region, ObservationSink>> All = new Dictionary<string, Action<Region, ObservationSink>>
    {
        ["flood-output"] = (_, _) => Write(Console.OpenStandardOutput()),
        ["flood-error"] = (_, _) => Write(Console.OpenStandardError()),
        ["read-input"] = (_, _) => Console.In.ReadToEnd(),
        ["close-streams"] = (_, _) => CloseStreams(),
        ["cut-off"] = (_, _) => CutOff(),
        ["scribble"] = (_, _) => Scribble([.. Enumerable.Repeat((byte)0x7e, 64)]),
        ["move"] = (_, _) => MoveElsewhere(),
    };

    private static void Write(Stream stream)
    {
        for (int written = 0; written < Flood; written += s_block.Length)
        {
            stream.Write(s_block);
        }
    }

    private static void CloseStreams()
    {
        for (int i = 0; i < 3; i++)
        {
            new SafeFileHandle(i, ownsHandle: true).Dispose();
        }
    }

    // What is said from now on is heard by nobody, and nobody notices: the pipes stay open under other numbers.
    private static void CutOff()
    {
        using SafeFileHandle nowhere = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.ReadWrite);
        foreach (string link in Directory.GetFiles("/proc/self/fd"))
        {
            if (File.ResolveLinkTarget(link, false)?.Name.StartsWith("pipe:", StringComparison.Ordinal) ?? false)
            {
                int descriptor = int.Parse(Path.GetFileName(link), CultureInfo.InvariantCulture);
                _ = Duplicate(descriptor);
                _ = Replace((int)nowhere.DangerousGetHandle(), descriptor);
            }
        }
    }

    // Into every pipe that it finds, so also into the one over which results go.
    private static void Scribble(byte[] text)
    {
        foreach (string link in Directory.GetFiles("/proc/self/fd"))
        {
            try
            {
                if (File.ResolveLinkTarget(link, false)!.Name.StartsWith("pipe:", StringComparison.Ordinal))
                {
                    using FileStream pipe = new(link, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
                    pipe.Write(text);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                // Closed meanwhile, or the other end.
            }
        }
    }

    private static void MoveElsewhere()
    {
        Environment.CurrentDirectory = "/";
        CultureInfo odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (odd.NumberFormat.NumberDecimalSeparator, odd.NumberFormat.NegativeSign) = ("ß", "minus");
        (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.CurrentCulture) = (odd, odd);
        Environment.SetEnvironmentVariable("TMPDIR", "/nowhere");
    }

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Replace(int by, int descriptor);
}
