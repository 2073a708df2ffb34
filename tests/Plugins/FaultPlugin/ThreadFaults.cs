using System.Runtime.CompilerServices;
using ImageAnalytics.Sdk;

namespace FaultPlugin;

/// <summary>Never comes back, or leaves something behind that goes on.</summary>
internal static class ThreadFaults
{
    public static readonly IReadOnlyDictionary<string, Action<Region, ObservationSink>> All = new Dictionary<string, Action<Region, ObservationSink>>
    {
        ["deadlock"] = (_, _) => Deadlock(),
        ["busy"] = (_, _) => Turn(),
        ["throw-elsewhere"] = (_, _) => ThrowElsewhere(wait: true),
        ["throw-later"] = (_, _) => ThrowElsewhere(wait: false),
        ["throw-in-finalizer"] = (_, _) => ThrowInFinalizer(),
        ["go-on"] = (_, _) => new Thread(Turn) { IsBackground = false, Priority = ThreadPriority.Lowest }.Start(),
    };

    private static void Deadlock()
    {
        Lock first = new(), second = new();
        using Barrier both = new(2);
        Thread other = new(() => Take(second, first)) { IsBackground = true };
        other.Start();
        Take(first, second);

        void Take(Lock one, Lock two)
        {
            lock (one)
            {
                both.SignalAndWait();
                lock (two)
                {
                }
            }
        }
    }

    private static void Turn()
    {
        for (ulong i = 1; i != 0; i++)
        {
        }
    }

    private static void ThrowElsewhere(bool wait)
    {
        Thread other = new(() => throw new InvalidOperationException("Nobody catches this.")) { IsBackground = true };
        other.Start();
        if (wait)
        {
            other.Join();
        }
    }

    private static void ThrowInFinalizer()
    {
        MakeBomb();
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeBomb() => _ = new Bomb();

    private sealed class Bomb
    {
        private readonly string _message = "A finalizer must not throw.";

        ~Bomb() => Explode();

        private void Explode() => throw new InvalidOperationException(_message);
    }
}
