using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using ImageAnalytics.Engine.Alerts;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Engine.Listing;
using ImageAnalytics.Engine.Models;
using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Engine.Workers;
using ImageAnalytics.Imaging;
using ImageAnalytics.Results;
using ImageAnalytics.Results.Tables;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Runs;

/// <summary>One run from listing to report. Whatever stops it, what was finished is in the store, and running again goes on from there.</summary>
public sealed partial class ScanRun : ISupervisorEvents
{
    private Func<string, bool> _isSilent = _ => false;
    private const int ListingEvery = 1000, PendingAhead = 1024, DiskCheckEvery = 32, MostNotes = 500;
    private readonly PreparedRun _run;
    private readonly IWorkerFactory _workers;
    private readonly IRunProgress _progress;
    private readonly TimeProvider _clock;
    private readonly Lock _ledgerLock = new();
    private readonly List<string> _notes = [];
    private readonly ConcurrentDictionary<long, (string Path, string? Content)> _inFlight = new();
    private ResultCollector? _collector;
    private long _finished, _notesLeftOut;
    private bool _hasOpenEnds;
    private long _working;
    private AlertsFile? _alerts;
    private DiskBudget? _disk;

    /// <summary>Whether the listing was complete and work on images began.</summary>
    public bool HasStarted { get; private set; }

    internal ScanRun(PreparedRun run, IWorkerFactory workers, IRunProgress progress, TimeProvider clock)
        => (_run, _workers, _progress, _clock) = (run, workers, progress, clock);

    /// <summary>What was listed but for folders that could not be; known once the listing is complete.</summary>
    public IReadOnlyList<ListingProblem> ListingProblems { get; private set; } = [];

    /// <summary>Runs.</summary>
    /// <param name="provenance">What <c>run.json</c> says beside counts and steps; the run adds what it alone knows.</param>
    /// <param name="writeReport">Makes the report in the run's folder, before the run becomes visible.</param>
    /// <param name="refreshReport">Tells a report that was linked from the last run, in the run's folder, that nothing changed; null when none says so.</param>
    /// <param name="reportFingerprint">Whatever changes the report besides the results.</param>
    /// <param name="cancellationToken">Stops the run within two seconds; what is finished stays.</param>
    /// <exception cref="EmptyInputException">There is nothing to look at.</exception>
    /// <exception cref="RunRefusedException">A step cannot be opened; no image was looked at.</exception>
    /// <exception cref="OutputLockedException">Another run writes to the same output.</exception>
    /// <exception cref="StoreException">Results cannot be written; says where and what is needed.</exception>
    /// <exception cref="WorkerFailedException">Workers cannot be kept running.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public async Task<ScanResult> ExecuteAsync(
        Func<JsonObject> provenance, Action<string> writeReport, Action<string>? refreshReport, string reportFingerprint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(provenance);
        try
        {
            return await RunAsync(provenance, writeReport, refreshReport, reportFingerprint, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException e) when (e.IsDiskFull && _disk is not null && !_disk.HasStopped)
        {
            throw StoreException.DiskShort($"{e.Message} {_disk.Advice(_finished)}");
        }
    }

    private async Task<ScanResult> RunAsync(
        Func<JsonObject> provenance, Action<string> writeReport, Action<string>? refreshReport, string reportFingerprint, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        DateTimeOffset started = _clock.GetUtcNow();
        if (!_run.Request.Merges)
        {
            RefuseEmptyInput();
        }

        foreach (string note in _run.Models.Select(m => LicenceTerms.WarningFor(m.Name, m.Licence)).OfType<string>().Concat(LabelNotes.Of(_run.Pipeline, _run.Models)))
        {
            Note(note);
        }

        if (_run.Request.Notifies && _run.Pipeline.Notify.Count > 0)
        {
            _progress.Note($"When an alert fires, this pipeline calls '{ShownText.Of(string.Join(' ', _run.Pipeline.Notify))}'; --no-notify leaves that out.");
        }

        using OutputLock held = OutputLock.Acquire(_run.Output, $"run {_run.Pipeline.Name}", _clock);
        using ResultStore store = ResultStore.Open(_run.Output, _clock, Note);
        using RunLedger ledger = _run.Request.Merges ? OpenMerged(store) : RunLedger.Open(store, _run.FactsFingerprint, _run.Steps, _run.Request.Rehash, _run.Request.Retry?.Kept);
        RunPlan plan = _run.Request.Merges ? PlanMerged(ledger) : Plan(ledger, remember: true, cancellationToken);
        HasStarted = true;
        _disk = new DiskBudget(_run.Output, DiskNeeds.Of(Path.Combine(_run.Output, _run.Pipeline.Name)), plan.Images, plan.Pending);
        if (plan.Pending > 0)
        {
            RequireRoom(_disk);
        }

        _progress.Planned(plan.Images, plan.Pending);
        TimeSpan processing = plan.Pending == 0 ? TimeSpan.Zero : await ProcessAsync(ledger, plan.Pending, books: null, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        _progress.Writing();
        JsonObject document = provenance();
        document["started"] = started.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", null);
        document["processingSeconds"] = Math.Round(processing.TotalSeconds, 3);
        if (_plan.Length > 0)
        {
            document[RunHistory.PlanKey] = _plan;
        }

        string[] leftOut = _notesLeftOut > 0 ? [$"{_notesLeftOut} more notes were shown and not kept."] : [];
        document["notes"] = new JsonArray([.. _notes.Concat(leftOut).Select(n => (JsonNode)n)]);
        document["listingProblems"] = new JsonArray([.. ListingProblems.Select(p => (JsonNode)p.Message)]);
        RunOutcome outcome = ledger.Finish(new RunDocument
        {
            Pipeline = _run.Pipeline.Name,
            Provenance = document,
            StepOrder = FileOrder(),
            RawCsv = _run.Request.RawCsv,
            Repeats = _run.Pipeline.Repeats?.Options,
            Tables = [.. _run.Pipeline.Tables.Select(t => new TableQuery(t.Id, t.Sql))],
            ReportFingerprint = string.Join('\n', [reportFingerprint, .. ListingProblems.Select(p => p.Message)]),
            WriteReport = writeReport,
            RefreshReport = refreshReport,
            Conclude = Conclude,
        });
        foreach (TableResult table in outcome.Tables.Where(t => t.Problem is not null))
        {
            _progress.Note($"The run is complete, but its table '{table.Id}' was not made. {table.Problem}");
        }

        return new ScanResult(outcome, Stopwatch.GetElapsedTime(start)) { Alerts = _alerts };
    }

    private void RequireRoom(DiskBudget disk)
    {
        if (disk.Warning() is { } warning)
        {
            Note(warning);
        }

        disk.Check(0);
    }

    private string Conclude(string folder, string? lastFolder)
    {
        if (_run.Pipeline.Alerts.Count == 0)
        {
            return "";
        }

        using (RunReader reader = RunReader.Open(folder))
        {
            string final = Path.Combine(Path.GetDirectoryName(folder)!, reader.RunId);
            string? tried = _run.Request.Retry?.RunFolder, last = tried ?? lastFolder;
            IReadOnlyList<string> nights = last is null ? [] : RunFolder.Nights(last, AlertEvaluator.Nights + 1);
            nights = tried is null ? nights : [tried, .. nights.Where(n => Path.GetFileName(n) != Path.GetFileName(tried))];
            _alerts = AlertEvaluator.Evaluate(_run.Pipeline.Alerts, reader, final, nights, tried is not null);
        }

        File.WriteAllText(Path.Combine(folder, AlertsFile.FileName), _alerts.ToJson());
        return string.Join('\n', _alerts.Alerts.Select(a => string.Join('\t', [a.Message, .. a.Images ?? []])));
    }

    /// <summary>Says what a run would do, without doing it.</summary>
    /// <exception cref="EmptyInputException">There is nothing to look at.</exception>
    public RunPlan Plan(CancellationToken cancellationToken)
    {
        foreach (string note in LabelNotes.Of(_run.Pipeline, _run.Models))
        {
            Note(note);
        }

        using ResultStore store = ResultStore.Open(_run.Output, _clock, Note);
        using RunLedger ledger = RunLedger.Open(store, _run.FactsFingerprint, _run.Steps, _run.Request.Rehash);
        return Plan(ledger, remember: false, cancellationToken);
    }

    /// <summary>Whether a file lies on a file system that stopped answering while the run went: nobody should read it now.</summary>
    /// <param name="fullPath">Absolute.</param>
    public bool IsSilent(string fullPath) => _isSilent(fullPath);

    void ISupervisorEvents.WorkerReady() => _working = _working == 0 ? Stopwatch.GetTimestamp() : _working;

    void ISupervisorEvents.Note(string message, string lastWords)
    {
        Keep(lastWords.Length == 0 ? message : $"{message} Its last words:\n{lastWords}");
        _progress.Note(lastWords.Length == 0 ? message : $"{message} Its last words: {lastWords.Split('\n', 2)[0]}");
    }

    ValueTask ISupervisorEvents.FinishedAsync(ItemResult result, CancellationToken cancellationToken)
    {
        if (++_finished % DiskCheckEvery == 0)
        {
            _disk!.Check(_finished);
        }

        (string path, string? content) = _inFlight.TryRemove(result.Ordinal, out (string, string?) known) ? known : ("", null);
        // A file that is another now leaves its former content to the next path that has it.
        _hasOpenEnds |= result.Image is not ({ Facts: not null } or { Steps.Count: > 0 }) || (content is not null && content != result.Image.ContentHash);
        TellFailure(path, result);
        _progress.Finished(result.File is not null || result.Image is { Facts: { Failure: not null, Width: 0 } });
        // The merge of shards looks contents up as the plan has listed the files.
        bool asListed = _run.Request.Shard is not null && result.Image is not null;
        return _collector!.AddAsync(asListed ? result with { Image = result.Image! with { Read = null } } : result, cancellationToken);
    }

    ValueTask ISupervisorEvents.SourceFinishedAsync(CancellationToken cancellationToken) => _collector!.BeginFlushAsync(cancellationToken);

    private void TellFailure(string path, ItemResult result)
    {
        StepResult? step = result.Image?.Steps.FirstOrDefault(s => s.Failure is not null);
        if ((result.File?.Failure ?? result.Image?.Facts?.Failure ?? step?.Failure) is { } failure)
        {
            _progress.Failed(path, failure, result.File?.Message ?? result.Image?.Facts?.Message ?? step?.Message ?? "");
        }
    }

    /// <summary>Refuses folders without pictures, before a new output folder is made: a mistyped input leaves no trace.</summary>
    /// <exception cref="EmptyInputException">There is nothing to look at.</exception>
    public void RefuseEmptyInput()
    {
        if (!Directory.Exists(_run.Output))
        {
            FolderListing listing = Listing();
            try
            {
                if (!listing.List(_run.Inputs).Any())
                {
                    throw NoPicture(listing);
                }
            }
            catch (IOException e)
            {
                throw new EmptyInputException(e.Message);
            }
        }
    }

    private FolderListing Listing()
    {
        ImageMatcher matcher = _run.Pipeline.Images.Compile(ImageFormats.ListedExtensions);
        return new FolderListing(matcher.Matches, matcher.SkipsFolder, [_run.Output], _run.Pipeline.Images.Links == LinkSelection.Follow ? null : _run.Inputs.Select(i => i.FullPath))
        {
            Silent = _run.Silent,
        };
    }

    private EmptyInputException NoPicture(FolderListing listing) => new(
        $"No picture was found in {string.Join(", ", _run.Inputs.Select(i => $"'{i.FullPath}'"))}. "
        + "Expected files with one of the extensions that can be decoded, or what 'images: include' of the pipeline names."
        + string.Concat(listing.Problems.Select(p => $" {p.Message}")));

    private RunPlan Plan(RunLedger ledger, bool remember, CancellationToken cancellationToken)
    {
        FolderListing listing = Listing();
        bool pages = _run.Pipeline.Images.Pages == PageSelection.All;
        long count = 0;
        try
        {
            foreach (ListedFile file in _run.Request.Retry is { } recorded ? RecordedListing.Files(recorded) : Listed(listing, pages))
            {
                ledger.Add(file);
                if (++count % ListingEvery == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    _progress.Listing(count);
                }

                if (count == _run.Request.Limit)
                {
                    break;
                }
            }
        }
        catch (IOException e)
        {
            throw new EmptyInputException(e.Message);
        }

        (ListingProblems, _listingNotes) = (listing.Problems, listing.Bare);
        foreach (string note in ListingProblems.Select(p => p.Message).Concat(_listingNotes))
        {
            Note(note);
        }

        if (count == 0)
        {
            throw NoPicture(listing);
        }

        if (pages)
        {
            ledger.SplitPages(f => FilePages.Count(f, _run.Request.Limits.MaxBytes), _run.Request.Limit, remember, cancellationToken);
        }

        if (_run.Request.Retry is { } retry)
        {
            ledger.Keep(RecordedListing.KeptFailures(retry));
        }

        return ledger.Plan();
    }

    private IEnumerable<ListedFile> Listed(FolderListing listing, bool pages)
        => listing.List(_run.Inputs).Select(f => pages ? FilePages.WithPlainName(f) : f);

    private async Task<TimeSpan> ProcessAsync(RunLedger ledger, long expected, ShardBooks? books, CancellationToken cancellationToken)
    {
        string known = Path.Combine(_run.Output, "store", "tmp", $"known-{Guid.NewGuid():N}");
        ResultCollector collector = new(ledger, _ledgerLock, _clock);
        _collector = collector;
        await using (collector.ConfigureAwait(false))
        {
            try
            {
                WorkerJob job = _run.Job with { KnownContents = books is not null ? books.KnownContents() : ledger.WriteKnownContents(known) > 0 ? known : null };
                Supervisor supervisor = new(_workers, job, _run.Request.Chunk, this, _clock);
                _isSilent = supervisor.IsSilent;
                long before;
                do
                {
                    // A second pass does what the first found out to be known content that lacks some step, or tries another path of what vanished.
                    (before, _hasOpenEnds) = (_finished, false);
                    using IEnumerator<WorkItem> pending = Pending(ledger).GetEnumerator();
                    await supervisor.RunAsync(pending, expected, cancellationToken).ConfigureAwait(false);
                    await collector.FlushAsync().ConfigureAwait(false);
                }
                while (_hasOpenEnds && _finished > before);
            }
            catch (PluginException e) when (_finished == 0)
            {
                throw new RunRefusedException(e.Problems);
            }
            finally
            {
                if (File.Exists(known))
                {
                    File.Delete(known);
                }

                await collector.FlushAsync().ConfigureAwait(false);
            }
        }

        return _working == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_working);
    }

    private IEnumerable<WorkItem> Pending(RunLedger ledger)
    {
        IEnumerator<PendingImage> pending;
        lock (_ledgerLock)
        {
            pending = ledger.Pending(_run.Request.NewestFoldersFirst).GetEnumerator();
        }

        using (pending)
        {
            // Some ahead at a time: lanes must not wait for the ledger while a segment is committed.
            for (List<WorkItem> ahead = Take(pending); ahead.Count > 0; ahead = Take(pending))
            {
                foreach (WorkItem item in ahead)
                {
                    _inFlight[item.Ordinal] = (item.Path, item.ContentHash);
                    yield return item;
                }
            }
        }
    }

    private List<WorkItem> Take(IEnumerator<PendingImage> pending)
    {
        List<WorkItem> taken = new(PendingAhead);
        lock (_ledgerLock)
        {
            while (taken.Count < PendingAhead && pending.MoveNext())
            {
                PendingImage image = pending.Current;
                taken.Add(new WorkItem
                {
                    Ordinal = image.Ordinal,
                    Path = image.Path,
                    FullPath = _run.Request.Map.Here(image.FullPath),
                    Page = image.Page,
                    ContentHash = image.ContentHash,
                    Facts = image.Facts,
                    Missing = image.MissingSteps,
                    Given = image.Given,
                });
            }
        }

        return taken;
    }

    private List<int> FileOrder()
        => [.. _run.Pipeline.Steps.Select(s => _run.Steps.Select((r, i) => (r.Id, i)).First(r => r.Id == s.Id).i)];

    private void Note(string message)
    {
        Keep(message);
        _progress.Note(message);
    }

    // A plugin that complains about every picture must not fill the memory, nor the file that everybody reads.
    private void Keep(string note)
    {
        if (_notes.Count < MostNotes)
        {
            _notes.Add(note);
        }
        else
        {
            _notesLeftOut++;
        }
    }
}
