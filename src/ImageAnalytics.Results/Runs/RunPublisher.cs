using System.Globalization;
using ImageAnalytics.Results.Durable;
using ImageAnalytics.Results.Exports;
using ImageAnalytics.Results.Repeats;
using ImageAnalytics.Results.Storing;
using ImageAnalytics.Results.Tables;

namespace ImageAnalytics.Results.Runs;

/// <summary>Makes a run's folder under a temporary name and gives it its own when it is complete and on the disk.</summary>
internal sealed class RunPublisher
{
    /// <summary>How many characters of a run's id are the time; a number follows when several runs finish in one second.</summary>
    public const int IdTimeLength = 15;

    private readonly ResultStore _store;
    private readonly RunDocument _document;
    private readonly string _runs;

    public RunPublisher(ResultStore store, RunDocument document)
    {
        string name = document.Pipeline;
        if (string.IsNullOrWhiteSpace(name) || name is "." or ".." or StoreLayout.StoreName || name.StartsWith('.') || name.Contains('/') || name.Contains('\0'))
        {
            throw new ArgumentException(
                $"'{name}' cannot be a pipeline's name: it names a folder of the output. Expected one word without '/' and not '{StoreLayout.StoreName}'.");
        }

        (_store, _document, _runs) = (store, document, store.Layout.Runs(name));
        RunId = FreeRunId();
        LastFolder = LatestFolder();
        Last = LastFolder is null ? null : RunFile.TryRead(LastFolder);
    }

    /// <summary>The folder of the last finished run of the pipeline; null when there is none.</summary>
    public string? LastFolder { get; }

    /// <summary>What it said; null when there is none.</summary>
    public RunFile? Last { get; }

    public string RunId { get; }

    /// <summary>Makes the folder and shows it.</summary>
    /// <param name="describe">Writes <c>images.parquet</c> into the folder it is given and says what the run is.</param>
    public RunOutcome Publish(Func<string, RunFile> describe)
    {
        string draft = Path.Combine(_runs, DurableFile.TemporaryPrefix + RunId);
        string final = Path.Combine(_runs, RunId);
        try
        {
            DurableFolder.Create(_runs);
            Directory.CreateDirectory(draft);
            RunFile file = describe(draft);
            bool same = Last is { FirstAnswers: not null } && Last.Digest == file.Digest && (Last.Tables ?? []).All(t => t.Problem is null)
                && TryLink(LastFolder!, draft, RunFile.CsvName, ExpectedCsv())
                && TryLinkSuppressed(draft);
            file = WriteTables(draft, file, same ? Last : null);
            file = Conclude(draft, file);
            bool linked = same && Last!.ReportFingerprint == file.ReportFingerprint && TryLink(LastFolder!, draft, RunFile.ReportName, null);
            GiveMemoryBack();
            Action<string>? finish = linked ? _document.RefreshReport : _document.WriteReport;
            finish?.Invoke(draft);

            _store.RunReached?.Invoke(CommitPoint.Written);
            DurableFile.FlushTree(draft);
            _store.RunReached?.Invoke(CommitPoint.Flushed);
            Libc.Rename(draft, final);
            _store.RunReached?.Invoke(CommitPoint.Renamed);
            Libc.Flush(_runs);
            _store.RunReached?.Invoke(CommitPoint.Durable);
            Point(final);
            return new RunOutcome(RunId, final, file.Counts, same, linked) { Tables = file.Tables ?? [], Repeats = file.Repeats };
        }
        catch (Exception e)
        {
            DurableFile.TryDelete(draft);
            if (e is IOException or UnauthorizedAccessException)
            {
                throw StoreException.WriteFailed($"the run '{RunId}'", final, 0, e);
            }

            throw;
        }
    }

    // The run is there, whatever becomes of the link: a folder of that name, as a copy of an output has it, or a file system without links.
    private void Point(string final)
    {
        try
        {
            LatestRun.Point(_store.Layout.Pipeline(_document.Pipeline), RunId);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _store.Warn($"The run '{final}' is complete, but '{_store.Layout.Latest(_document.Pipeline)}' could not be made a link to it: {e.Message.TrimEnd('.')}. Until then that is not the newest run. Move what has the name away, or keep the output where links can be made.");
        }
    }

    // What the tables needed is garbage by now; the report decodes pictures, whose memory the collector does not see.
    private static void GiveMemoryBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);

    private RunFile WriteTables(string draft, RunFile file, RunFile? same)
    {
        string path = Path.Combine(draft, RunFile.FileName);
        if (same is not null)
        {
            file = file with { Counts = file.Counts with { Observations = same.Counts.Observations }, Tables = same.Tables, Repeats = same.Repeats, FirstAnswers = same.FirstAnswers };
            File.WriteAllText(path, file.Write(_document.Provenance));
            return file;
        }

        // The reader wants the document; it is written again when the observations are counted.
        File.WriteAllText(path, file.Write(_document.Provenance));
        if (_document.Repeats is { } repeats)
        {
            using RunReader all = RunReader.OpenDraft(draft, _store);
            file = file with { Repeats = new RepeatFinder(all, repeats).Write(draft, _document.RawCsv) };
        }

        using (RunReader reader = RunReader.OpenDraft(draft, _store))
        {
            (long observations, IReadOnlyList<FirstAnswers> answers) = CsvTables.Write(reader, Path.Combine(draft, RunFile.CsvName), _document.RawCsv);
            file = file with { Counts = file.Counts with { Observations = observations }, FirstAnswers = answers };
        }

        if (_document.Tables.Count > 0)
        {
            using RunReader reader = RunReader.OpenDraft(draft, _store, new StoreOptions { MemoryMegabytes = _document.TableLimits.MemoryMegabytes, Threads = 1 });
            file = file with { Tables = TableFiles.Write(reader, _document.Tables, _document.TableLimits, Path.Combine(draft, RunFile.CsvName), _document.RawCsv) };
        }

        File.WriteAllText(path, file.Write(_document.Provenance));
        return file;
    }

    private RunFile Conclude(string draft, RunFile file)
    {
        if (_document.Conclude?.Invoke(draft, LastFolder) is not { Length: > 0 } more)
        {
            return file;
        }

        file = file with { ReportFingerprint = $"{file.ReportFingerprint}\n{more}" };
        File.WriteAllText(Path.Combine(draft, RunFile.FileName), file.Write(_document.Provenance));
        return file;
    }

    private string[] ExpectedCsv() =>
    [
        .. CsvTables.FileNames,
        .. _document.Tables.Select(t => TableFiles.FileName(t.Id)),
        .. _document.Repeats is null ? (string[])[] : [RepeatFinder.FileName],
    ];

    // Only when the last run left something out is there such a file; CSV files that are linked were made with it.
    private bool TryLinkSuppressed(string draft)
    {
        string from = Path.GetFullPath(Path.Combine(LastFolder!, RepeatFinder.SuppressedName));
        if (_document.Repeats is not { Suppress: true })
        {
            return true;
        }

        if (File.Exists(from))
        {
            DurableFile.LinkOrCopy(from, Path.Combine(draft, RepeatFinder.SuppressedName));
            return true;
        }

        return false;
    }

    private string FreeRunId()
    {
        string time = _store.Clock.GetUtcNow().UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        string id = time;
        for (int n = 2; Directory.Exists(Path.Combine(_runs, id)); n++)
        {
            id = string.Create(CultureInfo.InvariantCulture, $"{time}-{n}");
        }

        return id;
    }

    // A copy of an output has a folder of that name, a file system without links has nothing.
    private string? LatestFolder()
    {
        string latest = _store.Layout.Latest(_document.Pipeline);
        return new DirectoryInfo(latest).LinkTarget is not null && File.Exists(Path.Combine(latest, RunFile.FileName)) ? latest
            : Directory.Exists(_runs) && LatestRun.Newest(_runs, _store.Clock.GetUtcNow()) is { } newest ? Path.Combine(_runs, newest)
            : null;
    }

    /// <summary>Gives every file of a folder of the last run a second name in the draft. All or nothing.</summary>
    private static bool TryLink(string previous, string draft, string name, IReadOnlyList<string>? expected)
    {
        string from = Path.GetFullPath(Path.Combine(previous, name)), to = Path.Combine(draft, name);
        if (!Directory.Exists(from) || (expected is not null && !expected.All(f => File.Exists(Path.Combine(from, f)))))
        {
            return false;
        }

        Directory.CreateDirectory(to);
        IEnumerable<string> files = expected is null
            ? Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories)
            : expected.Select(f => Path.Combine(from, f));
        foreach (string file in files)
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            DurableFile.LinkOrCopy(file, target);
        }

        return true;
    }
}
