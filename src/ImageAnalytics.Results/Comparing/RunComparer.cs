namespace ImageAnalytics.Results.Comparing;

/// <summary>Compares two runs: images, labels, and what was found where.</summary>
/// <remarks>
/// Images are the same by path, findings by overlap. Where content, status and steps are the same nothing is read, since results are the same
/// by construction. Memory does not grow with the runs: a block of images is compared at a time.
/// </remarks>
public static class RunComparer
{
    /// <summary>Compares.</summary>
    /// <param name="before">The earlier run. Used by this call alone while it lasts.</param>
    /// <param name="after">The later run; another reader than <paramref name="before"/>, perhaps of the same run.</param>
    /// <param name="options">How.</param>
    /// <param name="tell">Receives each image that differs: first those that one run lacks, then the others in the later run's order. Null for figures only.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="StoreException">The runs have no step in common, or none of a name given; says which there are.</exception>
    public static RunComparison Compare(
        RunReader before, RunReader after, ComparisonOptions options, Action<ImageDifference>? tell = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Overlap);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Overlap, 1);
        ComparedSteps[] steps = [.. StepPairing.Of(before, after, options.Steps)];
        before.Relate(after, placeOfOther: true);
        after.Relate(before, placeOfOther: false);
        Dictionary<ImageChange, long> changes = Enum.GetValues<ImageChange>().ToDictionary(c => c, _ => 0L);
        long failedNow = 0, failedBefore = 0;
        void Tell(ImageDifference difference)
        {
            changes[difference.Change]++;
            failedNow += difference.FailedNow ? 1 : 0;
            failedBefore += difference.FailedBefore ? 1 : 0;
            tell?.Invoke(difference);
        }

        TellUnrelated(before, after, Tell, cancellationToken);
        long block = Math.Min(before.BlockSize(), after.BlockSize());
        for (long first = 0; first < after.Counts.Images; first += block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            CompareBlock(before, after, steps, options, first, first + block, Tell);
        }

        return new RunComparison
        {
            Before = RunSide.Of(before),
            After = RunSide.Of(after),
            Common = after.RelatedCount(),
            Images = changes,
            FailedNow = failedNow,
            FailedBefore = failedBefore,
            Steps = [.. Finish(before, after, steps, options)],
        };
    }

    private static void TellUnrelated(RunReader before, RunReader after, Action<ImageDifference> tell, CancellationToken cancellationToken)
    {
        foreach ((RunImage image, string? twin) in before.Unrelated())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (twin is null)
            {
                tell(new ImageDifference(ImageChange.Gone, image, null, []));
            }
        }

        foreach ((RunImage image, string? twin) in after.Unrelated())
        {
            cancellationToken.ThrowIfCancellationRequested();
            tell(twin is null
                ? new ImageDifference(ImageChange.New, null, image, [])
                : new ImageDifference(ImageChange.Moved, image with { Path = twin }, image, []));
        }
    }

    private static void CompareBlock(
        RunReader before, RunReader after, ComparedSteps[] steps, ComparisonOptions options, long first, long end, Action<ImageDifference> tell)
    {
        Dictionary<long, (RunImage Image, bool SameContent, bool SameStatus)> later = after.RelatedImages(first, end);
        bool onlyChanged = !options.Recheck && steps.All(s => s.SameFindings);
        if (later.Count == 0 || (onlyChanged && later.Values.All(l => l.SameContent && l.SameStatus)))
        {
            return;
        }

        var earlier = before.RelatedImages(first, end);
        Dictionary<long, long> placeOf = earlier.ToDictionary(e => e.Value.Image.Ordinal, e => e.Key);
        ILookup<(long Place, int Step), StoredObservation> foundBefore = before
            .RelatedObservations(first, end, steps.Select(s => s.Before).Distinct(), onlyChanged).Where(IsAnswer)
            .ToLookup(o => (placeOf[o.Ordinal], o.Step), o => o.Stored);
        ILookup<(long Place, int Step), StoredObservation> foundAfter = after
            .RelatedObservations(first, end, steps.Select(s => s.After).Distinct(), onlyChanged).Where(IsAnswer)
            .ToLookup(o => (o.Ordinal, o.Step), o => o.Stored);
        foreach ((long place, (RunImage image, bool sameContent, bool sameStatus)) in later.OrderBy(l => l.Key))
        {
            List<FindingDifference> findings = [];
            foreach (ComparedSteps pair in steps.Where(s => options.Recheck || !(s.SameFindings && sameContent && sameStatus)))
            {
                findings.AddRange(pair.Compare([.. foundBefore[(place, pair.Before)]], [.. foundAfter[(place, pair.After)]], options));
            }

            if (!sameContent || !sameStatus || findings.Count > 0)
            {
                ImageChange change = !sameContent ? ImageChange.Content : !sameStatus ? ImageChange.Status : ImageChange.Findings;
                tell(new ImageDifference(change, earlier[place].Image, image, findings));
            }
        }
    }

    // Of an ordered answer only the first counts; pictures that a step made are no findings.
    private static bool IsAnswer(RunObservation observation)
        => observation.Stored.Value is { Kind: not ObservationKinds.Picture, Rank: <= 1 };

    private static IEnumerable<StepComparison> Finish(RunReader before, RunReader after, ComparedSteps[] steps, ComparisonOptions options)
    {
        ILookup<int, ComparedSteps> notRead = (options.Recheck ? [] : steps.Where(s => s.SameFindings)).ToLookup(s => s.After);
        foreach ((int step, string label, long things) in after.UnchangedAnswers([.. notRead.Select(s => s.Key)]))
        {
            foreach (ComparedSteps pair in notRead[step])
            {
                pair.AddUnchanged(label, things);
            }
        }

        ILookup<int, LabelCount> countsBefore = before.LabelCounts(firstOnly: true).ToLookup(c => c.Step), countsAfter = after.LabelCounts(firstOnly: true).ToLookup(c => c.Step);
        return steps.Select(s => s.Finish(countsBefore[s.Before], countsAfter[s.After]));
    }
}
