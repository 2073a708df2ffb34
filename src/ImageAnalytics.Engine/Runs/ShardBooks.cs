using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Runs;

/// <summary>Books that one process keeps from shard to shard of a plan, so that what the store knew is read once. For one shard at a time.</summary>
public sealed class ShardBooks : IDisposable
{
    private RunLedger? _ledger;
    private DirectoryInfo? _folder;
    private string _plan = "";
    private string? _known;

    /// <summary>The books of a shard, new ones or those of the shard before.</summary>
    internal RunLedger Of(SavedPlan plan, ResultStore store, PreparedRun run, ShardNumber shard)
    {
        if (_ledger is { } ledger && _plan == plan.File.Id)
        {
            ledger.NextShard(store, shard.Index, shard.Count);
            return ledger;
        }

        Dispose();
        // Not below the output folder: whoever opens the store between two shards clears its tmp.
        _folder = Directory.CreateTempSubdirectory("imageanalytics-shards-");
        (_ledger, _plan) = (RunLedger.Open(store, run.FactsFingerprint, run.Steps, run.Request.Rehash, spillFolder: _folder.FullName), plan.File.Id);
        _ledger.LoadListing(plan.Listing, shard.Index, shard.Count, goesOn: true);
        return _ledger;
    }

    /// <summary>The file of the contents that the store knew at first; null when it knew none.</summary>
    internal string? KnownContents()
    {
        string path = _known ?? Path.Combine(_folder!.FullName, "known");
        if (_known is null)
        {
            _known = _ledger!.WriteKnownContents(path) > 0 ? path : "";
        }

        return _known.Length > 0 ? _known : null;
    }

    /// <summary>Forgets everything. The next shard begins anew.</summary>
    public void Dispose()
    {
        _ledger?.Dispose();
        try
        {
            _folder?.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The system clears its temporary folder.
        }

        (_ledger, _folder, _known, _plan) = (null, null, null, "");
    }
}
