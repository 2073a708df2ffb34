using DuckDB.NET.Data;
using ImageAnalytics.Results.Runs;
using ImageAnalytics.Results.Storing;

namespace ImageAnalytics.Results;

/// <content>Taking in what was computed.</content>
public sealed partial class RunLedger
{
    private static readonly string[] s_recorded = ["failed", "done", "hashed", "tried"];

    private long? _newestSeen;

    /// <summary>Gets ready for <see cref="Commit"/>, which then takes less time when lanes need the cores. Whoever starts lanes may do this meanwhile.</summary>
    public void Rehearse()
    {
        lock (_gate)
        {
            if (_writer.Rehearse(_store.Layout.Temporary))
            {
                // What stands around the writing: a question to the listing, and the tables that rows are appended to.
                _ = KnownFiles([new ImageResult(0, "", null, [], 0)]);
                s_recorded.ToList().ForEach(table => _database.Connection.CreateAppender(table).Dispose());
            }
        }
    }

    /// <summary>Stores results for good: when this returns they are on the disk and survive anything.</summary>
    /// <param name="results">
    /// What came of files. Each holds a result for every step that was missing, so that the file does not stay pending; when the facts have no
    /// picture, no steps are needed. Of several results for one content and step, one is kept, a success before a failure.
    /// </param>
    /// <param name="failures">Files that could not be read. They are kept in memory for this run and tried again by the next.</param>
    /// <exception cref="StoreException">They cannot be written, for example because the disk is full. Nothing of them is kept.</exception>
    /// <exception cref="ArgumentException">An ordinal is not of the listing, a hash is none, or an observation cannot be stored.</exception>
    public void Commit(IReadOnlyList<ImageResult> results, IReadOnlyList<FileFailure> failures)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(failures);
        lock (_gate)
        {
            RequirePlan();
            _plan = null;
            SegmentBatch batch = new();
            foreach (ImageResult result in results)
            {
                CheckOrdinal(result.Ordinal);
                ContentHash.Check(result.ContentHash);
                ContentHash.Check(result.FileHash ?? result.ContentHash);
                batch.Add(result);
            }

            foreach (FileFailure failure in failures)
            {
                CheckOrdinal(failure.Ordinal);
                _ = FailureClasses.IsRemembered(failure.Failure);
            }

            if (!batch.IsEmpty)
            {
                _segments.Add(_writer.Write(_store.Segments, batch, _factsFingerprint));
            }

            if (results.Count > 0)
            {
                List<(string, long, long, string)> known = KnownFiles(results);
                _writer.WriteKnownFiles(_store.KnownFiles, known, SeenNow());
            }

            Record(results, failures, batch);
        }
    }

    private void CheckOrdinal(long ordinal)
    {
        if (ordinal < 0 || ordinal >= _images)
        {
            throw new ArgumentException($"Ordinal {ordinal} is not of the listing, which has {_images} files.");
        }
    }

    // Of what is known about a file, the last written counts, also where the clock was set back since.
    private long SeenNow()
    {
        _newestSeen ??= NewestSeen();
        _newestSeen = Math.Max(NanosecondsNow(), _newestSeen.Value + 1);
        return _newestSeen.Value;
    }

    private long NewestSeen()
    {
        long Read() => _database.Rows($"SELECT coalesce(max(seen), 0)::BIGINT FROM {_store.KnownFiles.Source(_store.KnownFiles.ReadableFiles(_database))}", r => r.GetInt64(0)).Single();
        try
        {
            return Read();
        }
        catch (DuckDBException) when (_store.KnownFiles.SetAsideDamaged(_database, deep: true).Damaged.Count > 0)
        {
            // As when it is opened: readable on the outside only.
            return Read();
        }
    }

    private long NanosecondsNow() => (_store.Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;

    private List<(string FullPath, long Bytes, long Modified, string Content)> KnownFiles(IReadOnlyList<ImageResult> results)
    {
        Dictionary<long, ImageResult> read = [];
        foreach (ImageResult result in results)
        {
            read[result.Ordinal] = result;
        }

        string sql = $"SELECT l.ordinal, {FullPath}, l.bytes, l.modified FROM listing l JOIN root r USING (root) WHERE {Within("l.ordinal", results)}";
        List<(string, long, long, string)> known = [];
        List<string> others = [];
        foreach ((long ordinal, string path, long bytes, long modified) in _database.Rows(sql, r => (r.GetInt64(0), r.GetString(1), r.GetInt64(2), r.GetInt64(3))))
        {
            if (read.TryGetValue(ordinal, out ImageResult? result))
            {
                (long Bytes, long Modified) file = result.Read ?? (bytes, modified);
                known.Add((path, file.Bytes, file.Modified, result.FileHash ?? result.ContentHash));
                others.AddRange(file == (bytes, modified) ? [] : [$"({ordinal}, {file.Bytes}, {file.Modified})"]);
            }
        }

        if (others.Count > 0)
        {
            // The run says of which file a content is: a retry lists what the run recorded.
            _database.Execute($"UPDATE listing SET bytes = r.bytes, modified = r.modified FROM (VALUES {string.Join(", ", others)}) r(ordinal, bytes, modified) WHERE listing.ordinal = r.ordinal");
        }

        return [.. known.Distinct()];
    }

    /// <summary>A condition that the ordinals of some results meet: their range, and where that holds many others, each of them by name.</summary>
    private static string Within(string column, IReadOnlyList<ImageResult> results)
    {
        long first = results.Min(r => r.Ordinal), last = results.Max(r => r.Ordinal);
        string range = $"{column} BETWEEN {first} AND {last}";
        return last - first < 8L * results.Count ? range : $"{range} AND {column} IN ({string.Join(',', results.Select(r => r.Ordinal))})";
    }

    /// <summary>Notes in memory what is on the disk now.</summary>
    private void Record(IReadOnlyList<ImageResult> results, IReadOnlyList<FileFailure> failures, SegmentBatch batch)
    {
        Dictionary<string, ulong> done = new(StringComparer.Ordinal);
        List<(string Content, string Fingerprint, string Failure, string? Message)> failed = [];
        foreach ((string content, ImageFacts facts) in batch.Facts)
        {
            done[content] = facts.Width == 0 ? _masks.Full : StepMasks.Facts;
            if (facts.Failure is { } failure)
            {
                failed.Add((content, _factsFingerprint, failure, facts.Message));
            }
        }

        foreach (((string content, string fingerprint), StepResult step) in batch.Steps)
        {
            done[content] = done.GetValueOrDefault(content) | _masks.Of(fingerprint);
            if (step.Failure is { } failure)
            {
                failed.Add((content, fingerprint, failure, step.Message));
            }
        }

        if (_goesOn)
        {
            Settle(results, failures, done);
        }

        Append("failed", failed, (row, f) => row.AppendValue(f.Content).AppendValue(f.Fingerprint).AppendValue(f.Failure).AppendValue(StoredText.Of(f.Message) ?? ""));
        Append("done", done, (row, d) => row.AppendValue(d.Key).AppendValue((ulong?)d.Value));

        RecallDone(results);
        // A file may come back with a result after it was only hashed, or with another content than it had last time.
        if (_hasHashes && results.Count > 0 && _database.Count($"SELECT count(*) FROM hashed WHERE {Within("ordinal", results)}") > 0)
        {
            _database.Execute($"DELETE FROM hashed WHERE ordinal IN ({string.Join(',', results.Select(r => r.Ordinal))})");
        }

        List<ImageResult> hashed = [.. results.DistinctBy(r => r.Ordinal)];
        Append("hashed", hashed, (row, r) => row.AppendValue((long?)r.Ordinal).AppendValue(r.ContentHash).AppendValue(r.FileHash));
        Append("tried", [.. hashed.Where(r => r.Facts is not null || r.Steps.Count > 0)], (row, r) => row.AppendValue((long?)r.Ordinal).AppendValue((double?)r.Milliseconds));
        Append("tried", failures, (row, f) => row.AppendValue((long?)f.Ordinal).AppendNullValue());
        Append("file_failure", failures, (row, f) => row.AppendValue((long?)f.Ordinal).AppendValue(f.Failure).AppendValue(StoredText.Of(f.Message)));
        (_hasHashes, _hasFileFailures) = (_hasHashes || hashed.Count > 0, _hasFileFailures || failures.Count > 0);
    }

    /// <summary>Keeps the ordinals of which nothing is left for certain, so that the end of a shard need not be asked for.</summary>
    private void Settle(IReadOnlyList<ImageResult> results, IReadOnlyList<FileFailure> failures, Dictionary<string, ulong> done)
    {
        foreach (ImageResult result in results)
        {
            _ = done.GetValueOrDefault(result.ContentHash) == _masks.Full ? _settled.Add(result.Ordinal) : _settled.Remove(result.Ordinal);
        }

        _settled.UnionWith(failures.Select(f => f.Ordinal));
    }

    private void Append<T>(string table, IReadOnlyCollection<T> rows, Action<IDuckDBAppenderRow, T> values)
    {
        if (rows.Count == 0)
        {
            return;
        }

        using DuckDBAppender appender = _database.Connection.CreateAppender(table);
        foreach (T item in rows)
        {
            IDuckDBAppenderRow row = appender.CreateRow();
            values(row, item);
            row.EndRow();
        }
    }
}
