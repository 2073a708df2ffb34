using DuckDB.NET.Data;
using ImageAnalytics.Results.Durable;
using ImageAnalytics.Results.Sql;

namespace ImageAnalytics.Results.Storing;

/// <summary>Writes segments and known-file rows. Used by one thread at a time.</summary>
internal sealed class SegmentWriter : IDisposable
{
    private const decimal LargestBox = 99_999_999.9m;

    // Opened with the first segment: a run that finds nothing new needs none.
    private readonly Lazy<Database> _opened = new(Open);
    private bool _hasWritten;

    private Database Database => _opened.Value;

    /// <summary>Writes one segment.</summary>
    /// <returns>Its path.</returns>
    public string Write(ParquetFolder folder, SegmentBatch batch, string factsFingerprint)
    {
        _hasWritten = true;
        Append(batch, factsFingerprint);
        long rows = batch.Facts.Count + batch.Steps.Values.Sum(s => 1L + s.Observations.Count);
        return Flush(folder, "segment", $"the results of {batch.Facts.Count} images", (rows * 100) + 10_000);
    }

    /// <summary>Writes a segment that nobody reads, so that everything is loaded and compiled when the first real one is due; does nothing after that. Tells no failure: the first real one will.</summary>
    /// <param name="folder">Where it lies for a moment.</param>
    /// <returns>Whether it was the first.</returns>
    public bool Rehearse(string folder)
    {
        if (_hasWritten)
        {
            return false;
        }

        _hasWritten = true;
        string path = Path.Combine(folder, $"{DurableFile.TemporaryPrefix}{Guid.NewGuid():N}");
        SegmentBatch batch = new();
        Observation observation = new() { Kind = ObservationKinds.Detection, Label = "", Confidence = 0, Box = new BoundingBox(0, 0, 1, 1) };
        batch.Add(new ImageResult(0, "", new ImageFacts { Width = 1, Height = 1 }, [new StepResult("s", null, null, [new StoredObservation(1, null, observation)])], 0));
        try
        {
            try
            {
                Append(batch, "");
                Copy("segment", path);
                AppendKnownFiles([("", 0, 0, "")], 0);
                Copy("known_file", path);
            }
            finally
            {
                Empty(Database, "segment");
                Empty(Database, "known_file");
                File.Delete(path);
            }
        }
        catch (Exception e) when (e is DuckDBException or IOException or UnauthorizedAccessException)
        {
            // Whatever stands in the way, such as a folder that is gone, stands in the way of the first real one, which tells it.
        }

        return true;
    }

    /// <summary>Writes which content listed files have.</summary>
    public void WriteKnownFiles(ParquetFolder folder, IReadOnlyList<(string FullPath, long Bytes, long Modified, string Content)> files, long seenNanoseconds)
    {
        AppendKnownFiles(files, seenNanoseconds);
        Flush(folder, "known_file", $"the content hashes of {files.Count} files", (files.Count * 200L) + 10_000);
    }

    public void Dispose()
    {
        if (_opened.IsValueCreated)
        {
            _opened.Value.Dispose();
        }
    }

    private static Database Open()
    {
        Database database = Database.Open(spillRoot: null, memoryMegabytes: 256, threads: 1);
        Empty(database, "segment");
        Empty(database, "known_file");
        return database;
    }

    private string Flush(ParquetFolder folder, string table, string what, long neededBytes)
    {
        try
        {
            return folder.Commit(path => Copy(table, path));
        }
        catch (Exception e) when (e is DuckDBException or IOException or UnauthorizedAccessException)
        {
            throw StoreException.WriteFailed(what, folder.Folder, neededBytes, e);
        }
        finally
        {
            Empty(Database, table);
        }
    }

    private void Copy(string table, string path)
        => Database.Execute($"COPY {table} TO {SqlText.Quote(path)} (FORMAT parquet, COMPRESSION zstd)");

    // In the order of record, fingerprint, content and number, so that a reader of some of them skips the others.
    private void Append(SegmentBatch batch, string factsFingerprint)
    {
        using DuckDBAppender appender = Database.Connection.CreateAppender("segment");
        foreach ((string content, ImageFacts facts) in batch.Facts.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            AppendFacts(appender, content, factsFingerprint, facts);
        }

        KeyValuePair<(string Content, string Fingerprint), StepResult>[] steps =
            [.. batch.Steps.OrderBy(s => s.Key.Fingerprint, StringComparer.Ordinal).ThenBy(s => s.Key.Content, StringComparer.Ordinal)];
        foreach (((string content, string fingerprint), StepResult step) in steps.Where(s => s.Value.Failure is null))
        {
            foreach (StoredObservation observation in step.Observations.OrderBy(o => o.Number))
            {
                AppendObservation(appender, content, fingerprint, observation);
            }
        }

        foreach (((string content, string fingerprint), StepResult step) in steps)
        {
            AppendStep(appender, content, fingerprint, step);
        }
    }

    // Made anew, not emptied: DuckDB keeps the memory of deleted rows in a database without a file, about 4 MB for each segment.
    private static void Empty(Database database, string table)
        => database.Execute((table == "segment" ? TableShape.Segment : TableShape.KnownFile).CreateTable(table));

    private void AppendKnownFiles(IReadOnlyList<(string FullPath, long Bytes, long Modified, string Content)> files, long seenNanoseconds)
    {
        using DuckDBAppender appender = Database.Connection.CreateAppender("known_file");
        foreach ((string path, long bytes, long modified, string content) in files.OrderBy(f => f.FullPath, StringComparer.Ordinal))
        {
            appender.CreateRow().AppendValue(path).AppendValue((long?)bytes).AppendValue((long?)modified)
                .AppendValue(content).AppendValue((long?)seenNanoseconds).EndRow();
        }
    }

    private static void AppendFacts(DuckDBAppender appender, string content, string fingerprint, ImageFacts facts)
    {
        IDuckDBAppenderRow row = appender.CreateRow().AppendValue("image").AppendValue(content).AppendValue(fingerprint)
            .AppendValue(facts.Failure).AppendValue(StoredText.Of(facts.Message)).AppendValue((int?)facts.Width).AppendValue((int?)facts.Height)
            .AppendValue(StoredText.Of(facts.TakenAt)).AppendValue(StoredText.Of(facts.Camera));
        AppendNulls(row, 16);
        row.EndRow();
    }

    private static void AppendStep(DuckDBAppender appender, string content, string fingerprint, StepResult step)
    {
        IDuckDBAppenderRow row = appender.CreateRow().AppendValue("step").AppendValue(content).AppendValue(fingerprint)
            .AppendValue(step.Failure).AppendValue(step.Failure is null ? null : StoredText.Of(step.Message));
        AppendNulls(row, 20);
        row.EndRow();
    }

    private static void AppendObservation(DuckDBAppender appender, string content, string fingerprint, StoredObservation observation)
    {
        Observation value = observation.Value;
        BoundingBox? box = value.Box;
        IDuckDBAppenderRow row = appender.CreateRow().AppendValue("observation").AppendValue(content).AppendValue(fingerprint);
        AppendNulls(row, 6);
        row.AppendValue((int?)observation.Number).AppendValue(observation.Parent).AppendValue(value.Kind).AppendValue(StoredText.Of(value.Label))
            .AppendValue((decimal?)Round(value.Confidence, 4))
            .AppendValue(Pixels(box?.X)).AppendValue(Pixels(box?.Y)).AppendValue(Pixels(box?.Width)).AppendValue(Pixels(box?.Height))
            .AppendValue((int?)value.Rank)
            .AppendValue(value.Mask?.Width).AppendValue(value.Mask?.Height).AppendValue(value.Mask?.Area).AppendValue(value.Mask?.CompressedRle);
        _ = value.Embedding is { } embedding ? row.AppendValue(embedding) : row.AppendNullValue();
        row.AppendValue(StoredText.Of(value.Detail)).EndRow();
    }

    private static void AppendNulls(IDuckDBAppenderRow row, int count)
    {
        for (int i = 0; i < count; i++)
        {
            row.AppendNullValue();
        }
    }

    private static decimal? Pixels(double? value)
        => value is { } number ? Round(Math.Clamp(number, (double)-LargestBox, (double)LargestBox), 1) : null;

    private static decimal Round(double value, int decimals) => Math.Round((decimal)value, decimals, MidpointRounding.AwayFromZero);
}
