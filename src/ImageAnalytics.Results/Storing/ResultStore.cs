using ImageAnalytics.Results.Durable;
using ImageAnalytics.Results.Sql;
using ImageAnalytics.Results.Storing;

namespace ImageAnalytics.Results;

/// <summary>All results of an output folder, for every pipeline, by content hash and step fingerprint.</summary>
/// <remarks>
/// The caller holds the <see cref="OutputLock"/> of the folder while it writes. One thread at a time.
/// Whatever moment a process dies at, the store stays readable: files appear whole or not at all, and never change.
/// </remarks>
public sealed class ResultStore : IDisposable
{
    private readonly StoreLock _lock;
    private int _leftovers;

    private ResultStore(StoreLayout layout, TimeProvider clock, Action<string> warn, StoreOptions options)
    {
        (Layout, Clock, Warn, Options) = (layout, clock, warn, options);
        Segments = new ParquetFolder(layout.Segments, TableShape.Segment, clock, warn);
        KnownFiles = new ParquetFolder(layout.Files, TableShape.KnownFile, clock, warn);
        Blobs = new BlobStore(layout.Output);
        PageCounts = new ParquetFolder(layout.PageCounts, TableShape.PageCount, clock, warn);
        _lock = StoreLock.Share(layout);
    }

    /// <summary>The output folder, absolute.</summary>
    public string OutputFolder => Layout.Output;

    internal StoreLayout Layout { get; }

    internal TimeProvider Clock { get; }

    internal Action<string> Warn { get; }

    internal StoreOptions Options { get; }

    internal ParquetFolder Segments { get; }

    internal ParquetFolder KnownFiles { get; }

    internal BlobStore Blobs { get; }

    /// <summary>Called at each moment at which a run becomes visible; for tests.</summary>
    internal Action<CommitPoint>? RunReached { get; set; }

    internal ParquetFolder PageCounts { get; }

    /// <summary>Opens the store of an output folder, made when it is missing, and removes what a killed process left half-written.</summary>
    /// <param name="outputFolder">The output folder.</param>
    /// <param name="clock">Tells the time; the system's when null.</param>
    /// <param name="warn">Takes whole sentences about what was repaired; dropped when null.</param>
    /// <param name="options">What it may use; the defaults when null.</param>
    /// <exception cref="StoreException">The folder cannot be written to, or a newer version of this program made the store.</exception>
    public static ResultStore Open(string outputFolder, TimeProvider? clock = null, Action<string>? warn = null, StoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputFolder);
        StoreLayout layout = new(outputFolder);
        ResultStore? store = null;
        try
        {
            RequireOwn(layout);
            foreach (string folder in new[] { layout.Segments, layout.Files, layout.PageCounts, layout.Temporary })
            {
                DurableFolder.Create(folder);
            }

            int version = StoreVersion.Read(layout);
            store = new ResultStore(layout, clock ?? TimeProvider.System, warn ?? (static _ => { }), options ?? new StoreOptions());
            store._leftovers = store.RemoveLeftovers();
            store.Upgrade(version);
            return store;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            store?.Dispose();
            throw StoreException.NotWritable(outputFolder, e);
        }
    }

    // What lies among temporary files is removed: in a folder that is no store yet, it is somebody else's.
    private static void RequireOwn(StoreLayout layout)
    {
        if (!File.Exists(layout.Version) && Directory.Exists(layout.Temporary) && StoreVersion.Read(layout) == 0
            && Directory.EnumerateFileSystemEntries(layout.Temporary).FirstOrDefault(f => !Path.GetFileName(f).StartsWith(DurableFile.TemporaryPrefix, StringComparison.Ordinal)) is { } foreign)
        {
            throw new StoreException($"Cannot make a store in '{layout.Store}': this program did not write '{foreign}'. Choose another folder with --output, or move that folder away.");
        }
    }

    /// <summary>Merges many small segments into few, and drops what no reader would use. Does nothing when there are few, or someone reads.</summary>
    /// <returns>How many files are gone.</returns>
    /// <exception cref="StoreException">The merged file cannot be written; the others are still there.</exception>
    public int Compact()
    {
        int removed = 0;
        if (new[] { Segments, KnownFiles, PageCounts }.All(folder => folder.Files().Count <= Options.CompactAbove))
        {
            return removed;
        }

        _lock.TryAlone(() =>
        {
            using Database database = OpenDatabase();
            removed = Compaction.MergeSegments(database, this) + Compaction.MergeKnownFiles(database, this)
                + Compaction.MergePageCounts(database, this);
        });
        return removed;
    }

    /// <summary>
    /// Reads every value and every blob, sets aside what is damaged, drops the results whose blob is missing, merges segments when there
    /// are many, and says how things are.
    /// </summary>
    /// <param name="removeOrphans">Whether blobs that no result names are removed. The caller must hold the output's lock.</param>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    public StoreHealth Examine(bool removeOrphans = false)
    {
        try
        {
            return StoreDoctor.Examine(this, _leftovers, removeOrphans);
        }
        catch (Exception e) when (e is DuckDB.NET.Data.DuckDBException or IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"Cannot examine the store '{Layout.Store}': {e.Message}", e);
        }
    }

    /// <summary>Drops the results of some steps whose pictures are gone, so that they are computed again. Does nothing while someone reads.</summary>
    /// <param name="database">Where to work.</param>
    /// <param name="segments">The segments to look at.</param>
    /// <param name="fingerprints">The steps' fingerprints.</param>
    /// <returns>Whether there are other segments now.</returns>
    internal bool DropLostPictures(Database database, IReadOnlyCollection<string> segments, IReadOnlyCollection<string> fingerprints)
    {
        PictureRows rows = new(this);
        List<PictureRow> lost = [.. rows.All(database, segments, fingerprints).Where(r => !Blobs.Exists(r.File))];
        if (lost.Count == 0 || !_lock.TryAlone(() => rows.Drop(database, lost)))
        {
            return false;
        }

        Warn($"{lost.Count} pictures that steps made are missing, such as '{Path.Combine(Layout.Output, lost[0].File)}'. Their steps are computed again.");
        return true;
    }

    /// <summary>Does something while nobody else reads; false, and not done, when somebody does.</summary>
    internal bool TryAlone(Action action) => _lock.TryAlone(action);

    /// <summary>Closes the store. Safe to repeat.</summary>
    public void Dispose() => _lock.Dispose();

    internal Database OpenDatabase(string? spillFolder = null) => Database.Open(spillFolder ?? Layout.Temporary, Options.MemoryMegabytes, Options.Threads);

    /// <summary>Removes unfinished files, unless another process has the store open.</summary>
    private int RemoveLeftovers()
    {
        int removed = 0;
        _lock.TryAlone(() =>
        {
            IEnumerable<string> leftovers = Segments.Others().Concat(KnownFiles.Others()).Concat(PageCounts.Others())
                .Where(f => Path.GetFileName(f).StartsWith(DurableFile.TemporaryPrefix, StringComparison.Ordinal))
                .Concat(Directory.EnumerateFileSystemEntries(Layout.Temporary))
                .Concat(UnfinishedRuns());
            removed = leftovers.ToList().Count(DurableFile.TryDelete);
        });
        return removed;
    }

    private IEnumerable<string> UnfinishedRuns()
        => Directory.EnumerateDirectories(Layout.Output)
            .Select(pipeline => Path.Combine(pipeline, "runs"))
            .Where(Directory.Exists)
            .SelectMany(runs => Directory.EnumerateDirectories(runs, DurableFile.TemporaryPrefix + "*"));

    /// <summary>Brings an older store up to date, unless another process has it open: then the next one does, and both shapes can be read.</summary>
    private void Upgrade(int version)
    {
        if (version == 0)
        {
            StoreVersion.Write(Layout);
        }
        else if (version < StoreVersion.Current)
        {
            _lock.TryAlone(() =>
            {
                int renamed = StoreVersion.Upgrade([Segments, KnownFiles, PageCounts]);
                StoreVersion.Write(Layout);
                Warn($"The store '{Layout.Store}' was brought from version {version} to {StoreVersion.Current}: {renamed} files are named by their content now. Older programs refuse it from now on.");
            });
        }
    }
}
