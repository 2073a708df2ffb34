using DuckDB.NET.Data;
using ImageAnalytics.Results.Runs;
using ImageAnalytics.Results.Sql;
using ImageAnalytics.Results.Storing;

namespace ImageAnalytics.Results;

/// <summary>Keeps the books of one run: what was listed, what is known, what is left, what came of it.</summary>
/// <remarks>
/// Order of use: <see cref="Add"/> for each file, <see cref="SplitPages"/> where pages are wanted, <see cref="Plan"/>, then <see cref="Pending"/> and <see cref="Commit"/> until nothing is
/// pending, then <see cref="Finish"/>. For shards of a saved listing: <see cref="LoadListing"/>, then as above up to <see cref="SaveShard"/>, and
/// <see cref="NextShard"/> where books go on. Members may be called from several threads, one after another inside; <see cref="Commit"/> may be
/// called while <see cref="Pending"/> is being read. Memory is bounded: what is large goes to <c>store/tmp</c>.
/// </remarks>
public sealed partial class RunLedger : IDisposable
{
    private readonly Lock _gate = new();
    private ResultStore _store;
    private readonly string _factsFingerprint;
    private readonly IReadOnlyList<RunStep> _steps;
    private readonly StepMasks _masks;
    private readonly bool _rehash;
    private readonly string _remembered;
    private readonly bool _triesAgain;
    private readonly string? _spillFolder;
    private readonly Database _database;
    private readonly SegmentWriter _writer = new();
    private readonly Dictionary<string, int> _roots = new(StringComparer.Ordinal);
    private readonly List<string> _segments = [];
    private DuckDBAppender? _listing;
    private string _lastRoot = "";
    private long _images;
    private bool _finished;

    // Whether the tables hashed and file_failure hold anything: a question to an empty one costs more than all rows of a shard.
    private bool _hasHashes;
    private bool _hasFileFailures;

    // Of books that go from shard to shard, the ordinals of which nothing is left for certain.
    private readonly HashSet<long> _settled = [];

    private const string TablesOfAListing =
        """
        CREATE OR REPLACE TABLE listing (ordinal BIGINT, root INTEGER, path VARCHAR, bytes BIGINT, modified BIGINT, page INTEGER);
        CREATE OR REPLACE TABLE hashed (ordinal BIGINT, content VARCHAR, file VARCHAR);
        CREATE OR REPLACE TABLE done (content VARCHAR, mask UBIGINT);
        CREATE OR REPLACE TABLE failed (content VARCHAR, fingerprint VARCHAR, failure VARCHAR, message VARCHAR);
        CREATE OR REPLACE TABLE tried (ordinal BIGINT, milliseconds DOUBLE);
        CREATE OR REPLACE TABLE file_failure (ordinal BIGINT, failure VARCHAR, message VARCHAR);
        """;

    private RunLedger(ResultStore store, string factsFingerprint, IReadOnlyList<RunStep> steps, bool rehash, string remembered, bool triesAgain, string? spillFolder)
    {
        (_store, _factsFingerprint, _steps, _rehash, _remembered, _triesAgain, _spillFolder) = (store, factsFingerprint, steps, rehash, remembered, triesAgain, spillFolder);
        _masks = new StepMasks(steps);
        _database = store.OpenDatabase(spillFolder);
        _database.Execute(
            """
            CREATE TABLE root (root INTEGER, prefix VARCHAR, whole BOOLEAN);
            CREATE TABLE fingerprint_bits (fingerprint VARCHAR, bits UBIGINT);
            """);
        MakeTables();
        using DuckDBAppender bits = _database.Connection.CreateAppender("fingerprint_bits");
        bits.CreateRow().AppendValue(factsFingerprint).AppendValue((ulong?)StepMasks.Facts).EndRow();
        foreach (string fingerprint in steps.Select(s => s.Fingerprint).Distinct(StringComparer.Ordinal))
        {
            bits.CreateRow().AppendValue(fingerprint).AppendValue((ulong?)_masks.Of(fingerprint)).EndRow();
        }
    }

    /// <summary>Starts the books of a run.</summary>
    /// <param name="store">The store; borrowed, must live longer than this.</param>
    /// <param name="factsFingerprint">Hash of everything that can change an image's facts.</param>
    /// <param name="steps">The steps in topological order, at most 62.</param>
    /// <param name="rehash">Whether to trust no known size and time and have every file hashed again.</param>
    /// <param name="remembered">The classes of failures that are not tried again, by a run that tries the others; those of <see cref="FailureClasses.IsRemembered"/> when null.</param>
    /// <param name="spillFolder">Where what is large goes; <c>store/tmp</c> when null, which is good as long as the store is open.</param>
    /// <exception cref="ArgumentException">The steps are not in topological order, or too many.</exception>
    public static RunLedger Open(
        ResultStore store, string factsFingerprint, IReadOnlyList<RunStep> steps, bool rehash, IReadOnlyCollection<string>? remembered = null, string? spillFolder = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentException.ThrowIfNullOrEmpty(factsFingerprint);
        ArgumentNullException.ThrowIfNull(steps);
        return steps.All(s => s.Fingerprint != factsFingerprint)
            ? new RunLedger(store, factsFingerprint, [.. steps], rehash, FailureSql.In(remembered ?? [.. FailureClasses.All.Where(FailureClasses.IsRemembered)]), remembered is not null, spillFolder)
            : throw new ArgumentException("A step has the same fingerprint as the facts. Fingerprints of different things must differ.", nameof(steps));
    }

    /// <summary>Adds a file to the listing. The first has ordinal 0, and every next one the next.</summary>
    /// <exception cref="InvalidOperationException">The run is planned already.</exception>
    public void Add(ListedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        lock (_gate)
        {
            if (_listingClosed)
            {
                throw new InvalidOperationException("The listing is closed: SplitPages or Plan was called. Add every file before.");
            }

            _listing ??= _database.Connection.CreateAppender("listing");
            _listing.CreateRow().AppendValue((long?)_images++).AppendValue((int?)RootOf(file)).AppendValue(file.Path)
                .AppendValue((long?)file.Bytes).AppendValue((long?)file.ModifiedNanoseconds).AppendValue((int?)0).EndRow();
        }
    }

    /// <summary>Drops the books; what was committed stays in the store. Safe to repeat.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _listing?.Dispose();
            _listing = null;
            _writer.Dispose();
            _database.Dispose();
        }
    }

    private void MakeTables()
    {
        _database.Execute(TablesOfAListing);
        (_hasHashes, _hasFileFailures) = (false, false);
        _settled.Clear();
    }

    /// <summary>Full paths are kept as a number for what stands before the relative path, which is the same for a whole input folder.</summary>
    private int RootOf(ListedFile file)
    {
        bool whole = !file.FullPath.EndsWith(file.Path, StringComparison.Ordinal);
        ReadOnlySpan<char> prefix = whole ? file.FullPath : file.FullPath.AsSpan(0, file.FullPath.Length - file.Path.Length);
        if (!whole && prefix.SequenceEqual(_lastRoot) && _roots.TryGetValue(_lastRoot, out int last))
        {
            return last;
        }

        // A whole path ends in a character that no prefix and no path has, so that the two kinds never meet.
        string key = whole ? file.FullPath + '\0' : prefix.ToString();
        if (!_roots.TryGetValue(key, out int root))
        {
            root = _roots.Count;
            _roots.Add(key, root);
        }

        _lastRoot = whole ? "" : key;
        return root;
    }
}
