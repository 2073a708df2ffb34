using System.Security.Cryptography;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Engine.Listing;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Workers;

/// <summary>Keeps a worker fed and replaces it when it crashes, hangs or outgrows its memory. Every image comes to an end.</summary>
/// <remarks>
/// What was in work when a worker crashed is run again one by one in a fresh worker with one lane. An image that fails twice there is
/// guilty: the stage that it fails in is recorded and, if it is a step, the image goes on without that step. An image that outlasts
/// its time is known at once, so one time-out in company and one alone suffice. Alone, a worker asks before it begins a step: what a step
/// did to its process is not blamed on the next one. One thread at a time.
/// </remarks>
internal sealed class Supervisor(IWorkerFactory factory, WorkerJob job, int chunkSize, ISupervisorEvents events, TimeProvider clock)
{
    private const int MaxDeathsWithoutProgress = 3;
    private readonly Queue<WorkItem> _again = new();
    private readonly Queue<Suspect> _suspects = new();
    /// <summary>Whether a file lies on a file system that stopped answering. When it is done.</summary>
    public bool IsSilent(string fullPath) => _mounts.IsSilent(fullPath);

    private readonly SilentMounts _mounts = new(MountTable.PointOf);
    private int _deathsWithoutProgress;

    /// <summary>Works until the source has no more images.</summary>
    /// <param name="source">Images to work on; asked for as they are needed.</param>
    /// <param name="expected">How many images the source has, as far as known.</param>
    /// <param name="cancellationToken">Stops the worker in the middle of what it does; what was not finished is not reported.</param>
    /// <exception cref="PluginException">A step cannot be opened; nothing was done.</exception>
    /// <exception cref="WorkerFailedException">Workers end again and again before they finish anything.</exception>
    /// <exception cref="StoreException">A picture that a step made could not be kept.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public async Task RunAsync(IEnumerator<WorkItem> source, long expected, CancellationToken cancellationToken)
    {
        WorkSource work = new(source, _again, expected);
        while (true)
        {
            if (_suspects.Count > 0)
            {
                await RunAloneAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (!work.IsEmpty)
            {
                WorkerSession session = await StartAsync(job, cancellationToken).ConfigureAwait(false);
                await using (session.ConfigureAwait(false))
                {
                    await RunTogetherAsync(session, work, cancellationToken).ConfigureAwait(false);
                }
            }
            else
            {
                return;
            }
        }
    }

    // A worker may be killed from outside before it is ready, so one death while the models are opened proves nothing.
    private async Task<WorkerSession> StartAsync(WorkerJob started, CancellationToken cancellationToken)
    {
        for (int deaths = 1; ; deaths++)
        {
            WorkerSession session = new(factory.Start(started), job, clock);
            bool ready = false;
            try
            {
                if (await session.WaitUntilReadyAsync(cancellationToken).ConfigureAwait(false) is not { } exited)
                {
                    ready = true;
                    return session;
                }

                if (deaths == MaxDeathsWithoutProgress)
                {
                    throw new WorkerFailedException($"The worker process ended {deaths} times in a row while it opened the models ({WorkerExit.Text(exited.ExitCode)}). "
                        + $"Its last words: {(exited.LastWords.Length == 0 ? "none" : exited.LastWords)}");
                }

                events.Note($"The worker process was replaced: it ended while it opened the models ({WorkerExit.Text(exited.ExitCode)}).", exited.LastWords);
            }
            finally
            {
                if (!ready)
                {
                    await session.DisposeAsync().ConfigureAwait(false);
                }
            }
        }
    }

    private async Task RunTogetherAsync(WorkerSession session, WorkSource work, CancellationToken cancellationToken)
    {
        events.WorkerReady();
        while (true)
        {
            // One chunk for each lane, and one waiting behind it, so that no lane stands idle.
            while (!session.ShouldRetire && session.Outstanding < 2 * job.Lanes && work.TryTake(chunkSize, job.Lanes, out List<WorkItem>? items))
            {
                if (await WithoutSilentAsync(items, cancellationToken).ConfigureAwait(false) is { Count: > 0 } tried)
                {
                    session.Send(tried);
                }
            }

            if (session.Outstanding == 0)
            {
                if (work.IsEmpty)
                {
                    await events.SourceFinishedAsync(cancellationToken).ConfigureAwait(false);
                }

                return;
            }

            WorkerEvent next = await session.NextAsync(cancellationToken).ConfigureAwait(false);
            if (next is WorkerEvent.Done done)
            {
                _deathsWithoutProgress = 0;
                session.LastDone.ToList().ForEach(_mounts.Answered);
                foreach (ItemResult result in done.Results)
                {
                    await events.FinishedAsync(result, cancellationToken).ConfigureAwait(false);
                }
            }
            else if (next is WorkerEvent.Warned warned)
            {
                events.Note(warned.Message);
            }
            else if (next is WorkerEvent.Exited exited)
            {
                Mourn(session, exited);
                return;
            }
        }
    }

    private async ValueTask<List<WorkItem>> WithoutSilentAsync(List<WorkItem> items, CancellationToken cancellationToken)
    {
        List<WorkItem> tried = new(items.Count);
        foreach (WorkItem item in items)
        {
            if (_mounts.ResultOf(item) is { } silent)
            {
                await events.FinishedAsync(silent, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                tried.Add(item);
            }
        }

        return tried;
    }

    private void Mourn(WorkerSession session, WorkerEvent.Exited exited)
    {
        _deathsWithoutProgress++;
        bool nothingBegun = session.InWork.All(c => c.Current is null);
        if (nothingBegun && _deathsWithoutProgress >= MaxDeathsWithoutProgress)
        {
            throw new WorkerFailedException($"The worker process ended {MaxDeathsWithoutProgress} times in a row before it began an image ({WorkerExit.Text(exited.ExitCode)}). "
                + $"Its last words: {(exited.LastWords.Length == 0 ? "none" : exited.LastWords)}");
        }

        string cause = session.Verdict(exited).Text;
        int suspects = 0;
        foreach (ChunkInWork chunk in session.InWork)
        {
            foreach (WorkItem item in chunk.Chunk.Items)
            {
                if (session.Overdue is { } overdue ? ReferenceEquals(item, overdue.Current) : chunk.Current is not null)
                {
                    _suspects.Enqueue(new Suspect(item, session.Overdue is null ? 0 : 1));
                    suspects++;
                }
                else
                {
                    _again.Enqueue(item);
                }
            }
        }

        events.Note($"The worker process was replaced: {cause}. {suspects} image(s) in work are tried again one by one.", exited.LastWords);
    }

    private async Task RunAloneAsync(CancellationToken cancellationToken)
    {
        WorkerSession session = await StartAsync(job with { Lanes = 1, AsksFirst = true }, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            while (_suspects.TryPeek(out Suspect? suspect))
            {
                session.Send([suspect.Item]);
                WorkerEvent next;
                while ((next = await session.NextAsync(cancellationToken).ConfigureAwait(false)) is not (WorkerEvent.Done or WorkerEvent.Exited))
                {
                    if (next is WorkerEvent.Warned warned)
                    {
                        events.Note(warned.Message);
                    }
                }

                _suspects.Dequeue();
                if (next is WorkerEvent.Done done)
                {
                    _deathsWithoutProgress = 0;
                    _mounts.Answered(suspect.Item);
                    await events.FinishedAsync(done.Results[0], cancellationToken).ConfigureAwait(false);
                    continue;
                }

                await JudgeAsync(suspect, session, (WorkerEvent.Exited)next, cancellationToken).ConfigureAwait(false);
                return; // That worker is gone; the other suspects get a fresh one.
            }
        }
    }

    private async ValueTask JudgeAsync(Suspect suspect, WorkerSession session, WorkerEvent.Exited exited, CancellationToken cancellationToken)
    {
        int failures = suspect.Failures + 1;
        (string failure, string text) = session.Verdict(exited);
        int stage = session.InWork[0].Current is null ? Stage.Read : session.InWork[0].Stage;
        events.Note($"'{suspect.Item.Path}' alone, {Stage.Text(stage, job.Steps)}: {text}.", exited.LastWords);
        if (failures < Suspect.Guilty)
        {
            Requeue(suspect with { Failures = failures });
            return;
        }

        if (stage >= 0)
        {
            string message = $"It was given up after two tries: {text}.";
            Requeue(new Suspect(suspect.Item with { Excluded = [.. suspect.Item.Excluded, new ExcludedStep(stage, failure, message)] }, 0));
            return;
        }

        if (stage == Stage.Read && failure == FailureClasses.Timeout && _mounts.GaveUp(suspect.Item) is { } mount)
        {
            events.Note($"The file system '{mount}' does not answer: its other files are not tried.");
        }

        await events.FinishedAsync(WithoutPicture(suspect.Item, stage, failure, $"{Capital(Stage.Text(stage, job.Steps))} was given up after two tries: {text}."), cancellationToken).ConfigureAwait(false);
    }

    // A suspect that is tried again goes first, so that one image is brought to its end before the next.
    private void Requeue(Suspect suspect)
    {
        Suspect[] others = [.. _suspects];
        _suspects.Clear();
        _suspects.Enqueue(suspect);
        foreach (Suspect other in others)
        {
            _suspects.Enqueue(other);
        }
    }

    private ItemResult WithoutPicture(WorkItem item, int stage, string failure, string message)
    {
        if (stage == Stage.Decode)
        {
            try
            {
                using FileReader reader = new(job.Limits.MaxBytes);
                string hash = Convert.ToHexStringLower(SHA256.HashData(reader.Read(item.FullPath).Span));
                string content = PageContent.HashOf(hash, item.Page);
                // What is known of the picture stays; it is the steps that were to look at it now that have failed.
                bool isKnown = item.Facts is not null && item.ContentHash == content;
                ImageFacts facts = isKnown ? item.Facts! : new ImageFacts { Failure = failure, Message = message };
                IReadOnlyList<StepResult> steps = isKnown ? StepFailures.Of(job.Steps.Select(s => s.Fingerprint), item.Missing, failure, message) : [];
                ImageResult result = new(item.Ordinal, content, facts, steps, 0) { FileHash = item.Page > 1 ? hash : null };
                return new ItemResult(item.Ordinal, result, null);
            }
            catch (FileReadException e)
            {
                (failure, message) = (e.Failure, e.Message);
            }
        }

        return new ItemResult(item.Ordinal, null, new FileFailure(item.Ordinal, failure, message));
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
