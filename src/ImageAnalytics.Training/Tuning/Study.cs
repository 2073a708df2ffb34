namespace ImageAnalytics.Training.Tuning;

/// <summary>Carries out the trials that are not finished yet, round by round, and finds the best.</summary>
/// <param name="trials">The trials, number 0 first, which stays to the end to be compared with.</param>
/// <param name="rounds">Epochs after each round, rising; at least one.</param>
/// <param name="factor">By what the number of trials is divided from one round to the next.</param>
internal sealed class Study(IReadOnlyList<Trial> trials, IReadOnlyList<int> rounds, int factor)
{
    /// <summary>Runs it to the end.</summary>
    /// <param name="store">Has the finished trials, and receives others.</param>
    /// <param name="runner">Carries out trials.</param>
    /// <param name="progress">Told of each trial that is finished now; may be null.</param>
    /// <param name="cancellationToken">Ends it; running it again goes on.</param>
    /// <returns>What came of every trial, and the best of the last round; of equal ones the first.</returns>
    /// <exception cref="TuneException">No trial has a score, or one is missing of a study that another version of the program began.</exception>
    public StudyResult Run(TrialStore store, ITrialRunner runner, IProgress<TrialRecord>? progress, CancellationToken cancellationToken)
    {
        List<TrialRecord> all = [];
        IReadOnlyList<Trial> left = trials;
        TrialRecord[] last = [];
        int places = trials.Count - 1;
        for (int round = 0; round < rounds.Count; round++)
        {
            bool final = round + 1 == rounds.Count;
            List<TrialRecord> done = [];
            foreach (Trial trial in left)
            {
                done.Add(store.Find(trial, round) ?? CarryOut(trial, round, store, runner, progress, cancellationToken));
                if (final && Beaten(done) is { } beaten)
                {
                    // At once: with many trials the disk would not hold all.
                    runner.Drop(trials.First(t => t.Number == beaten));
                }
            }

            last = [.. done];
            all.AddRange(last);
            if (!final)
            {
                // What is finished is not lost when more trials are asked for later, and others are better at first.
                HashSet<int> kept = [.. BestOf(last, places = (places + factor - 1) / factor), .. left.Where(t => store.Find(t, round + 1) is not null).Select(t => t.Number)];
                foreach (Trial dropped in left.Where(t => !kept.Contains(t.Number)))
                {
                    runner.Drop(dropped);
                }

                left = [.. left.Where(t => kept.Contains(t.Number))];
            }
        }

        return new StudyResult(all, last.First(r => r.Number == Trial.Unchanged), Winner(last) ?? throw new TuneException(
            $"None of the {trials.Count} trials has a score. The first says: {all[0].Problem}"));
    }

    private TrialRecord CarryOut(Trial trial, int round, TrialStore store, ITrialRunner runner, IProgress<TrialRecord>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        store.RequireSameVersion();
        long start = TimeProvider.System.GetTimestamp();
        TrialRecord record = new() { Number = trial.Number, Round = round, Epochs = rounds[round], Values = trial.Values };
        try
        {
            TrialScore score = runner.Score(trial, rounds[round], cancellationToken);
            record = record with { Epochs = score.Epochs };
            record = double.IsFinite(score.Figure) ? record with { Score = score.Figure } : record with { Problem = "The figure is no number." };
        }
        catch (TrialFailedException e)
        {
            record = record with { Problem = e.Message };
        }

        record = record with { Seconds = Math.Round(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 2) };
        store.Add(record);
        progress?.Report(record);
        return record;
    }

    private static HashSet<int> BestOf(TrialRecord[] round, int places)
        => [Trial.Unchanged, .. round.Where(r => r.Number != Trial.Unchanged && r.Score is not null).OrderByDescending(r => r.Score).ThenBy(r => r.Number).Take(places).Select(r => r.Number)];

    // The trial that the last one beats, or that it is itself; none where both are needed.
    private static int? Beaten(List<TrialRecord> done)
    {
        int newest = done[^1].Number;
        int? best = Winner(done)?.Number, former = Winner(done.SkipLast(1))?.Number;
        int? beaten = best == newest ? former : newest;
        return beaten == Trial.Unchanged ? null : beaten;
    }

    private static TrialRecord? Winner(IEnumerable<TrialRecord> round)
        => round.Where(r => r.Score is not null).OrderByDescending(r => r.Score).ThenBy(r => r.Number).FirstOrDefault();
}
