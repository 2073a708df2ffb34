using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Cluster.Jobs;

/// <summary>Asks a database again that does not answer, less and less often, and says so once.</summary>
/// <param name="database">The database.</param>
/// <param name="note">Hears when it stops answering, and when it answers again.</param>
internal sealed class Outages(JobsDatabase database, Action<string> note)
{
    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(1), s_longest = TimeSpan.FromSeconds(15);

    /// <summary>Asks until there is an answer.</summary>
    /// <param name="ask">What to ask; may be asked again although it was done.</param>
    /// <param name="atMost">When to give up; null for never.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="RunRefusedException">The database refuses, or did not answer for so long.</exception>
    public async Task<T> ThroughAsync<T>(Func<Task<T>> ask, TimeSpan? atMost, CancellationToken cancellationToken)
    {
        long start = TimeProvider.System.GetTimestamp();
        TimeSpan wait = s_first;
        for (bool told = false; ; told = true)
        {
            string reason;
            try
            {
                T answer = await ask().ConfigureAwait(false);
                if (told)
                {
                    note($"The database {database.Shown} answers again.");
                }

                return answer;
            }
            catch (Exception e) when (JobsDatabase.IsLasting(e))
            {
                throw database.Refusal(e);
            }
            catch (Exception e) when (JobsDatabase.IsOutage(e) && !cancellationToken.IsCancellationRequested)
            {
                reason = JobsDatabase.Reason(e);
            }

            if (atMost is { } most && TimeProvider.System.GetElapsedTime(start) > most)
            {
                throw new RunRefusedException([FormattableString.Invariant($"The database {database.Shown} did not answer within {most.TotalSeconds:0} s: {reason}. Expected a PostgreSQL server there. Start it, or correct --jobs, then run the same command again.")]);
            }

            if (!told)
            {
                note($"The database {database.Shown} does not answer: {reason}. It is asked again, at most every {s_longest.TotalSeconds:0} s; what is finished is in the output folder and is kept.");
            }

            await Task.Delay(wait, cancellationToken).ConfigureAwait(false);
            wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, s_longest.Ticks));
        }
    }

    /// <inheritdoc cref="ThroughAsync{T}"/>
    public Task ThroughAsync(Func<Task> ask, TimeSpan? atMost, CancellationToken cancellationToken)
        => ThroughAsync(
            async () =>
            {
                await ask().ConfigureAwait(false);
                return true;
            },
            atMost,
            cancellationToken);
}
