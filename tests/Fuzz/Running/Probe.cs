using System.Diagnostics;
using System.Globalization;

namespace ImageAnalytics.Fuzz.Running;

/// <summary>Gives a target one input and holds it to what every reader promises: no other exceptions than its own, bounded time and memory.</summary>
internal static class Probe
{
    /// <summary>The longest time for one input.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(2);

    /// <summary>The most managed memory that one input may make a reader ask for.</summary>
    public const long MostBytes = 256L << 20;

    private const int Repeats = 3;

    /// <summary>Runs one input.</summary>
    /// <returns>What was wrong; null when all was well.</returns>
    public static Finding? Run(FuzzTarget target, byte[] input)
    {
        long before = GC.GetTotalAllocatedBytes(precise: false), start = Stopwatch.GetTimestamp();
        if (Read(target, input) is { } thrown)
        {
            return Of(thrown);
        }

        TimeSpan took = Stopwatch.GetElapsedTime(start);
        long allocated = GC.GetTotalAllocatedBytes(precise: false) - before;
        if (allocated > MostBytes)
        {
            return new Finding("memory", "allocated", string.Create(CultureInfo.InvariantCulture, $"{input.Length} bytes made it ask for {allocated >> 20} MB; at most {MostBytes >> 20} MB are allowed."));
        }

        return took > LongestTime && Fastest(target, input, took) is var fastest && fastest > LongestTime
            ? new Finding("slow", "time", string.Create(CultureInfo.InvariantCulture, $"{input.Length} bytes took {fastest.TotalSeconds:0.0} s; at most {LongestTime.TotalSeconds} s are allowed."))
            : null;
    }

    // A busy machine can stop any process for a while: what is slow is slow each time.
    private static TimeSpan Fastest(FuzzTarget target, byte[] input, TimeSpan first)
    {
        TimeSpan fastest = first;
        for (int i = 1; i < Repeats; i++)
        {
            long start = Stopwatch.GetTimestamp();
            Read(target, input);
            TimeSpan took = Stopwatch.GetElapsedTime(start);
            fastest = took < fastest ? took : fastest;
        }

        return fastest;
    }

    private static Exception? Read(FuzzTarget target, byte[] input)
    {
        try
        {
            target.Read(input);
            return null;
        }
        catch (Exception e)
        {
            return target.Allowed.Any(t => t.IsInstanceOfType(e)) ? null : e;
        }
    }

    private static Finding Of(Exception thrown)
    {
        StackFrame[] frames = new StackTrace(thrown).GetFrames();
        IEnumerable<string> ours = frames.Select(f => f.GetMethod())
            .Where(m => m?.DeclaringType?.FullName?.StartsWith("ImageAnalytics.", StringComparison.Ordinal) == true)
            .Take(2).Select(m => $"{m!.DeclaringType!.FullName}.{m.Name}");
        return new Finding(thrown.GetType().Name, string.Join(" < ", ours), thrown.ToString());
    }
}
