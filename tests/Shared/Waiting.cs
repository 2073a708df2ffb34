using System.Diagnostics;

namespace ImageAnalytics.Testing;

/// <summary>Waiting for what another process does.</summary>
internal static class Waiting
{
    /// <summary>Far more than anything here takes on a slow machine: what hangs fails its test instead of hanging it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // Between two looks the processor belongs to the process that is waited for.
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(2);

    /// <summary>Returns as soon as something is so; fails the test when it never is.</summary>
    public static void Until(Func<bool> met, Func<string> failure)
    {
        long start = Stopwatch.GetTimestamp();
        while (!met())
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                Assert.Fail(failure());
            }

            Thread.Sleep(s_look);
        }
    }
}
