using System.Runtime.InteropServices;
using ImageAnalytics.Sdk;

namespace FaultPlugin;

/// <summary>Takes and never gives back.</summary>
internal static unsafe class LeakFaults
{
    private const int Block = 8 << 20, HandlesAtOnce = 16, ThreadsAtOnce = 300;
    private static readonly List<object> s_kept = [];

    public static readonly IReadOnlyDictionary<string, Action<Region, ObservationSink>> All = new Dictionary<string, Action<Region, ObservationSink>>
    {
        ["leak-native"] = (_, _) => NativeMemory.Fill(NativeMemory.Alloc(Block), Block, 1),
        ["leak-managed"] = (_, _) => LeakManaged(),
        ["leak-handles"] = (_, _) => OpenMany(HandlesAtOnce),
        ["leak-all-handles"] = (_, _) => OpenMany(int.MaxValue),
        ["leak-threads"] = (_, _) => StartMany(),
    };

    private static void LeakManaged()
    {
        byte[] block = new byte[Block];
        block.AsSpan().Fill(1);
        Keep(block);
    }

    private static void OpenMany(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Keep(File.OpenHandle("/dev/null"));
        }
    }

    private static void StartMany()
    {
        for (int i = 0; i < ThreadsAtOnce; i++)
        {
            new Thread(() => Thread.Sleep(Timeout.Infinite)) { IsBackground = true }.Start();
        }
    }

    private static void Keep(object leaked)
    {
        lock (s_kept)
        {
            s_kept.Add(leaked);
        }
    }
}
