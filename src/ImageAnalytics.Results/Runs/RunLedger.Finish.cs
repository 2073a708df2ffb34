using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DuckDB.NET.Data;
using ImageAnalytics.Results.Runs;
using ImageAnalytics.Results.Sql;
using ImageAnalytics.Results.Tables;

namespace ImageAnalytics.Results;

/// <content>Making the run's folder.</content>
public sealed partial class RunLedger
{
    /// <summary>The version of the CSV files' shape; part of the digest, so that a newer program does not link older files.</summary>
    private const int CsvRevision = 1;

    /// <summary>
    /// Writes the run's folder, makes it visible in one step, lets <c>latest</c> point to it and merges segments when there are many.
    /// </summary>
    /// <exception cref="InvalidOperationException">Something is still pending, or the run is finished already.</exception>
    /// <exception cref="StoreException">The folder cannot be written, or the store cannot be read. No part of the folder is kept.</exception>
    public RunOutcome Finish(RunDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        lock (_gate)
        {
            RequireComplete();
            IReadOnlyList<int> order = CheckOrder(document.StepOrder);
            _store.Blobs.RemoveUnfinished(); // Of workers that were replaced; the others are gone by now.
            RunPublisher publisher = new(_store, document);
            try
            {
                RunOutcome outcome = publisher.Publish(draft => TryDescribeUnchanged(document, order, publisher, draft) ?? Describe(document, order, publisher.RunId, draft));
                _finished = true;
                return outcome;
            }
            catch (DuckDBException e)
            {
                throw StoreException.WriteFailed($"the run '{publisher.RunId}'", _store.Layout.Pipeline(document.Pipeline), 0, e);
            }
            finally
            {
                if (_finished)
                {
                    CompactQuietly();
                }
            }
        }
    }

    private void RequireComplete()
    {
        RequirePlan();
        if (_finished)
        {
            throw new InvalidOperationException("The run is finished already.");
        }

        if (_goesOn && _settled.Count == _part)
        {
            return;
        }

        RunPlan plan = _plan ?? Summarise();
        if (plan.Pending > 0)
        {
            throw new InvalidOperationException(
                $"The run cannot finish: {plan.Pending} of {plan.Images} files are still pending. Commit a result or a failure for each that Pending gives.");
        }
    }

    private IReadOnlyList<int> CheckOrder(IReadOnlyList<int>? order)
    {
        IReadOnlyList<int> used = order ?? [.. Enumerable.Range(0, _steps.Count)];
        return used.Order().SequenceEqual(Enumerable.Range(0, _steps.Count))
            ? used
            : throw new ArgumentException($"StepOrder is [{string.Join(", ", used)}]; expected each index from 0 to {_steps.Count - 1} once.");
    }

    /// <summary>Writes <c>images.parquet</c> and says what the run is.</summary>
    private RunFile Describe(RunDocument document, IReadOnlyList<int> order, string runId, string draft)
    {
        string images = Path.Combine(draft, RunFile.ImagesName);
        new ImageTable(_database, _steps, order).Write(_store.Segments.Source(_segments), _factsFingerprint, FullPath, _images, images);
        return new RunFile
        {
            RunId = runId,
            Pipeline = document.Pipeline,
            Finished = _store.Clock.GetUtcNow(),
            Counts = CountImages(images),
            FactsFingerprint = _factsFingerprint,
            Steps = _steps,
            StepOrder = order,
            RawCsv = document.RawCsv,
            CsvRevision = CsvRevision,
            Digest = Digest(images, order, document),
            ReportFingerprint = document.ReportFingerprint,
        };
    }

    // The last run's file may be gone or damaged; then this run is put together from the store.
    private RunFile? TryDescribeUnchanged(RunDocument document, IReadOnlyList<int> order, RunPublisher publisher, string draft)
    {
        try
        {
            return DescribeUnchanged(document, order, publisher, draft);
        }
        catch (DuckDBException)
        {
            return null;
        }
    }

    /// <summary>
    /// What the run is when it tried nothing and lists the same contents with the same failures as the last one: then its rows are those of
    /// the last, and need not be put together from the store. Null when anything differs.
    /// </summary>
    private RunFile? DescribeUnchanged(RunDocument document, IReadOnlyList<int> order, RunPublisher publisher, string draft)
    {
        if (publisher.Last is not { } last || last.CsvRevision != CsvRevision || last.Counts.Images != _images || last.RawCsv != document.RawCsv
            || !(last.Tables ?? []).Select(t => new TableQuery(t.Id, t.Sql)).SequenceEqual(document.Tables)
            || JsonSerializer.Serialize(last.Repeats?.Options) != JsonSerializer.Serialize(document.Repeats)
            || last.FactsFingerprint != _factsFingerprint || !last.Steps.SequenceEqual(_steps) || !last.StepOrder.SequenceEqual(order)
            || _database.Count("SELECT count(*) FROM tried") > 0)
        {
            return null;
        }

        string images = Path.Combine(publisher.LastFolder!, RunFile.ImagesName);
        string joined = $"FROM read_parquet({SqlText.Quote(images)}) p JOIN listing l USING (ordinal) JOIN hashed h USING (ordinal) JOIN root r USING (root)";
        // A listing that an older program wrote knows no pages; then there is none, and a file may be named as a page would be shown.
        bool paged = _database.Count($"SELECT count(*) FROM parquet_schema({SqlText.Quote(images)}) WHERE name = 'page'") > 0;
        string sameFile = $"p.path = {ShownPath} AND p.bytes = l.bytes AND p.sha256 = coalesce(h.file, h.content) AND {(paged ? "p.page = l.page" : "l.page = 0")}";
        string unchanged = $"{sameFile} AND p.modified = l.modified AND NOT p.computed AND p.full_path = {FullPath}";
        (long same, long identical) = _database.Rows(
            $"SELECT count(*) FILTER (WHERE {sameFile}), count(*) FILTER (WHERE {unchanged}) {joined}", r => (r.GetInt64(0), r.GetInt64(1))).Single();
        if (same != _images || !SameFailures(images, order))
        {
            return null;
        }

        string copy = Path.Combine(draft, RunFile.ImagesName);
        if (identical == _images)
        {
            Durable.DurableFile.LinkOrCopy(Path.GetFullPath(images), copy);
        }
        else
        {
            _database.Execute(
                $"""
                COPY (SELECT p.* REPLACE ({FullPath} AS full_path, l.modified AS modified, false AS computed, NULL::DOUBLE AS milliseconds)
                {joined} ORDER BY p.ordinal) TO {SqlText.Quote(copy)} (FORMAT parquet, COMPRESSION zstd)
                """);
        }

        return last with
        {
            RunId = publisher.RunId,
            Finished = _store.Clock.GetUtcNow(),
            Counts = last.Counts with { New = 0, Reused = _images },
            ReportFingerprint = document.ReportFingerprint,
        };
    }

    private bool SameFailures(string images, IReadOnlyList<int> order)
    {
        string failures = new ImageTable(_database, _steps, order).Failures(_store.Segments.Source(_segments), _factsFingerprint, FullPath);
        string before =
            $"SELECT ordinal, status, failure, message, failed_steps::VARCHAR AS steps FROM read_parquet({SqlText.Quote(images)}) WHERE failure IS NOT NULL";
        return _database.Count(
            $"SELECT (SELECT count(*) FROM ({before} EXCEPT {failures})) + (SELECT count(*) FROM ({failures} EXCEPT {before}))") == 0;
    }

    private RunCounts CountImages(string images)
    {
        RunCounts counts = new(0, 0, 0, 0, 0, 0, 0);
        string sql = $"SELECT status, computed, count(*) FROM read_parquet({SqlText.Quote(images)}) GROUP BY ALL";
        foreach ((string status, bool computed, long n) in _database.Rows(sql, r => (r.GetString(0), r.GetBoolean(1), r.GetInt64(2))))
        {
            counts = counts with
            {
                Images = counts.Images + n,
                New = counts.New + (computed ? n : 0),
                Reused = counts.Reused + (computed ? 0 : n),
                Ok = counts.Ok + (status == RunStatus.Ok ? n : 0),
                Partial = counts.Partial + (status == RunStatus.Partial ? n : 0),
                Failed = counts.Failed + (status == RunStatus.Failed ? n : 0),
            };
        }

        long unexplained = _database.Count(
            $"SELECT count(*) FROM read_parquet({SqlText.Quote(images)}) WHERE (status <> 'ok') <> (failure IS NOT NULL) OR (sha256 IS NULL AND status <> 'failed')");
        return unexplained == 0 && counts.Images == _images
            ? counts
            : throw new StoreException(
                $"The run cannot finish: {counts.Images} of {_images} files have a row and {unexplained} have a status without its reason. "
                + $"The store '{_store.Layout.Store}' was changed by someone else, or is damaged. Run 'doctor', then run again.");
    }

    /// <summary>Equal for runs with equal CSV files: the rows of images.parquet but for timings, the steps, and how CSV is written.</summary>
    private string Digest(string images, IReadOnlyList<int> order, RunDocument document)
    {
        // Each row hashed with its place, all together by exclusive or: needs no order and no memory.
        string rows = _database.Text(
            $"""
            SELECT (bit_xor(md5_number(to_json([ordinal::VARCHAR, path, sha256, bytes::VARCHAR, width::VARCHAR, height::VARCHAR, taken_at, camera,
              status, failure, message, failed_steps::VARCHAR, page::VARCHAR])::VARCHAR)))::VARCHAR
            FROM read_parquet({SqlText.Quote(images)})
            """) ?? "";
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{CsvRevision}\n{document.RawCsv}\n{_images}\n{rows}\n{_factsFingerprint}\n{string.Join(',', order)}\n{JsonSerializer.Serialize(_steps)}{Asked(document)}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>What the pipeline asks for besides the rows of its steps; empty when it asks for nothing.</summary>
    private static string Asked(RunDocument document)
        => document.Tables.Count == 0 && document.Repeats is null ? "" : $"\n{JsonSerializer.Serialize(document.Tables)}\n{JsonSerializer.Serialize(document.Repeats)}";

    private void CompactQuietly()
    {
        try
        {
            _store.Compact();
        }
        catch (StoreException e)
        {
            _store.Warn($"The run is complete, but its segments were not merged. {e.Message}");
        }
    }
}
