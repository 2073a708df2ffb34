using Quartz;

namespace ImageAnalytics.Cluster.Scheduling;

/// <summary>What a firing that a person asked for carries with it.</summary>
internal static class HandStart
{
    private const string ByHand = "byHand", RetryOf = "retryOf";

    /// <summary>For the scheduler.</summary>
    public static JobDataMap Data(string? retryOf)
    {
        JobDataMap data = new() { [ByHand] = "true" };
        if (retryOf is not null)
        {
            data[RetryOf] = retryOf;
        }

        return data;
    }

    /// <summary>Whether a person asked for a firing, and the folder of the run whose failures it is to try again.</summary>
    public static (bool ByHand, string? RetryOf) Of(IJobExecutionContext context)
        => (context.MergedJobDataMap.ContainsKey(ByHand), context.MergedJobDataMap.TryGetValue(RetryOf, out object? run) ? run as string : null);
}
