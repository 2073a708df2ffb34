using System.Diagnostics;
using System.Globalization;
using ImageAnalytics.Engine.Listing;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Runs;

/// <content>One listing, many processes: the plan is saved, each process works on a shard, and the run is made of all.</content>
public sealed partial class ScanRun
{
    private const int MostNamed = 20;
    private string _plan = "";
    private IReadOnlyList<string> _listingNotes = [];

    /// <summary>Lists the folders and saves the listing for runs with <see cref="RunRequest.Shard"/>, in the place of an earlier one.</summary>
    /// <param name="imagesPerShard">How large its shards are to be; null when whoever works on them says how many there are.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What there is to do.</returns>
    /// <exception cref="EmptyInputException">There is nothing to look at.</exception>
    /// <exception cref="OutputLockedException">Another run writes to the same output, or shards of the earlier plan are being worked on.</exception>
    /// <exception cref="StoreException">The plan cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public RunPlan SavePlan(int? imagesPerShard, CancellationToken cancellationToken)
    {
        RefuseEmptyInput();
        using OutputLock held = OutputLock.Acquire(_run.Output, $"plan {_run.Pipeline.Name} --save", _clock);
        using ResultStore store = ResultStore.Open(_run.Output, _clock, Note);
        using RunLedger ledger = RunLedger.Open(store, _run.FactsFingerprint, _run.Steps, _run.Request.Rehash);
        RunPlan plan = Plan(ledger, remember: true, cancellationToken);
        SavedPlan.Save(_run, ledger, [.. ListingProblems.Select(p => p.Message)], _listingNotes, imagesPerShard, _clock.GetUtcNow());
        return plan;
    }

    /// <summary>Works on the shard of the saved plan that the request names. Others may work on other shards, or on the same, at the same time.</summary>
    /// <param name="cancellationToken">Stops it within two seconds; what is finished stays.</param>
    /// <param name="tellMissing">Whether to say which shards are not done yet, which asks for a file each.</param>
    /// <param name="books">Those of the shard before, for a process that works on many; borrowed. Begun anew after a failure. Null for one shard alone.</param>
    /// <exception cref="RunRefusedException">There is no plan, it was saved for something else, or a step cannot be opened.</exception>
    /// <exception cref="OutputLockedException">A whole run writes to the same output.</exception>
    /// <exception cref="StoreException">Results cannot be written; says where and what is needed.</exception>
    /// <exception cref="Workers.WorkerFailedException">Workers cannot be kept running.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<ShardResult> ExecuteShardAsync(CancellationToken cancellationToken, bool tellMissing = true, ShardBooks? books = null)
    {
        long start = Stopwatch.GetTimestamp();
        ShardNumber shard = _run.Request.Shard ?? throw new InvalidOperationException("The request names no shard of a plan.");
        SavedPlan saved = SavedPlan.Open(_run);
        using OutputLock held = OutputLock.Share(_run.Output, $"run {_run.Pipeline.Name} --shard {shard}", _clock);
        using ResultStore store = ResultStore.Open(_run.Output, _clock, Note);
        using RunLedger? alone = books is null ? RunLedger.Open(store, _run.FactsFingerprint, _run.Steps, _run.Request.Rehash) : null;
        alone?.LoadListing(saved.Listing, shard.Index, shard.Count);
        try
        {
            RunPlan plan = await WorkAsync(saved.ShardFile(shard), alone ?? books!.Of(saved, store, _run, shard), books, cancellationToken).ConfigureAwait(false);
            return new ShardResult(shard, plan.Images, plan.Pending, tellMissing ? saved.Missing(shard.Count) : [], Stopwatch.GetElapsedTime(start));
        }
        catch
        {
            books?.Dispose();
            throw;
        }
    }

    private async Task<RunPlan> WorkAsync(string done, RunLedger ledger, ShardBooks? books, CancellationToken cancellationToken)
    {
        if (File.Exists(done))
        {
            try
            {
                ledger.LoadShard(done, keepFailures: false); // The run tells what was looked at for it, also when a shard is done twice.
            }
            catch (StoreException)
            {
                Note($"The file '{done}' of an earlier try cannot be read and is written anew.");
            }
        }

        RunPlan plan = ledger.Plan();
        HasStarted = true;
        _disk = new DiskBudget(_run.Output, DiskNeeds.Of(Path.Combine(_run.Output, _run.Pipeline.Name)), plan.Images, plan.Pending);
        _progress.Planned(plan.Images, plan.Pending);
        if (plan.Pending > 0)
        {
            RequireRoom(_disk);
            await ProcessAsync(ledger, plan.Pending, books, cancellationToken).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        ledger.SaveShard(done);
        return plan;
    }

    // Whatever failed in a shard was tried there, so nothing of it is tried again.
    private RunLedger OpenMerged(ResultStore store) => RunLedger.Open(store, _run.FactsFingerprint, _run.Steps, rehash: false, FailureClasses.All);

    private RunPlan PlanMerged(RunLedger ledger)
    {
        SavedPlan saved = SavedPlan.Open(_run);
        if (saved.Divided is not { } count)
        {
            throw new RunRefusedException([$"No shard of the plan of '{_run.Pipeline.Name}' was worked on yet. Work on all of them first: 'run' with the same pipeline, input and output, and --shard 1/N to N/N."]);
        }

        if (saved.Missing(count) is { Count: > 0 } missing)
        {
            throw new RunRefusedException([
                $"{missing.Count} of {count} shards of the plan of '{_run.Pipeline.Name}' are not done: {string.Join(", ", missing.Take(MostNamed))}{(missing.Count > MostNamed ? ", …" : "")}. "
                + $"Work on them first, such as with --shard {new ShardNumber(missing[0], count)}; what is done stays done."]);
        }

        ledger.LoadListing(saved.Listing, 1, 1);
        for (int shard = 1; shard <= count; shard++)
        {
            ledger.LoadShard(saved.ShardFile(new ShardNumber(shard, count)), keepFailures: true);
        }

        ListingProblems = [.. saved.File.ListingProblems.Select(p => new ListingProblem("", p))];
        foreach (string note in saved.File.ListingProblems.Concat(saved.File.ListingNotes))
        {
            Note(note);
        }

        _plan = saved.File.Id;
        RunPlan plan = ledger.Plan();
        return plan.Pending == 0 ? plan : throw new StoreException(string.Create(
            CultureInfo.InvariantCulture,
            $"The store has no results for {plan.Pending:N0} of {plan.Images:N0} images, although all {count} shards are done. Was something deleted? Work on the shards again; what is left is done again, the rest is not."));
    }
}
