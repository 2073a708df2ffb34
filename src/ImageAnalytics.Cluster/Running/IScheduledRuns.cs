using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Cluster.Running;

/// <summary>Runs pipelines for schedules.</summary>
public interface IScheduledRuns
{
    /// <summary>What keeps a schedule's pipeline from running, in whole sentences; empty when nothing does. Writes nothing.</summary>
    IReadOnlyList<string> Check(Schedule schedule);

    /// <summary>Runs a schedule's pipeline over its folders, from listing to report. Throws for faults of the program only.</summary>
    /// <param name="schedule">What to run.</param>
    /// <param name="progress">Hears how it gets on.</param>
    /// <param name="cancellationToken">Stops it within seconds; what is finished stays.</param>
    Task<RunEnding> RunAsync(Schedule schedule, IRunProgress progress, CancellationToken cancellationToken);

    /// <summary>Tries the failures of a finished run of a schedule's pipeline again, in a new run over the same images. Throws for faults of the program only.</summary>
    /// <param name="schedule">Whose pipeline runs.</param>
    /// <param name="runFolder">The finished run.</param>
    /// <param name="progress">Hears how it gets on.</param>
    /// <param name="cancellationToken">Stops it within seconds; what is finished stays.</param>
    Task<RunEnding> RetryAsync(Schedule schedule, string runFolder, IRunProgress progress, CancellationToken cancellationToken);
}
