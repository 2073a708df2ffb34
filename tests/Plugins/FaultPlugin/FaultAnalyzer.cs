using System.Runtime.InteropServices;
using ImageAnalytics.Sdk;

namespace FaultPlugin;

internal sealed unsafe partial class FaultAnalyzer(FaultOptions options) : IAnalyzer
{
    private const int Block = 64 << 20, MaxBlocks = 1024;
    private const nint Nowhere = 8;

    public void Analyze(IReadOnlyList<Region> batch, ObservationSink sink, CancellationToken cancellationToken)
    {
        Region region = batch[0];
        string path = region.Image.Path;
        if (Names(options.Crash, path))
        {
            Console.Error.WriteLine("about to crash");
            _ = StringLength(Nowhere);
        }

        if (Names(options.Hang, path))
        {
            // Deaf to cancellation, as native code is.
            new ManualResetEvent(false).WaitOne();
        }

        if (Names(options.Eat, path))
        {
            Eat();
        }

        if (Names(options.Throw, path))
        {
            throw new InvalidOperationException("The network gave no answer.");
        }

        if (Names(options.Quit, path))
        {
            Environment.Exit(3);
        }

        foreach (string fault in options.Do.Select(d => d.Split('=')).Where(d => path.Contains(d[0], StringComparison.Ordinal)).Select(d => d[1]))
        {
            Faults.Do(fault, region, sink);
        }

        bool rubbish = Names(options.Rubbish, path);
        sink.Add(region, new Observation
        {
            Kind = rubbish ? ObservationKinds.Detection : ObservationKinds.Classification,
            Label = "seen",
            Confidence = 0.5,
            Rank = 1,
            Box = rubbish ? new BoundingBox(double.NaN, 0, 1, 1) : null,
        });
    }

    public void Dispose()
    {
        if (options.ThrowAtDispose)
        {
            throw new InvalidOperationException("It cannot be closed.");
        }
    }

    private static bool Names(string[] parts, string path) => parts.Any(p => path.Contains(p, StringComparison.Ordinal));

    private static void Eat()
    {
        for (int i = 0; i < MaxBlocks; i++)
        {
            NativeMemory.Fill(NativeMemory.Alloc(Block), Block, 1);
        }
    }

    // Reads where nothing is, in native code. Not raise(): the runtime takes that signal for a fault that comes again, and goes on.
    [LibraryImport("libc", EntryPoint = "strlen")]
    private static partial nint StringLength(nint text);
}
