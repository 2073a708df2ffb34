using DuckDB.NET.Data;
using ImageAnalytics.Results.Durable;
using ImageAnalytics.Results.Sql;

namespace ImageAnalytics.Results.Storing;

/// <summary>A folder of immutable Parquet files of one shape. Only committed names count; all else is left alone.</summary>
internal sealed class ParquetFolder(string folder, TableShape shape, TimeProvider clock, Action<string> warn)
{
    public const string DamagedSuffix = ".damaged";

    public string Folder { get; } = folder;

    public TableShape Shape { get; } = shape;

    /// <summary>Called at each moment of a commit; for tests.</summary>
    public Action<CommitPoint>? Reached { get; set; }

    /// <summary>The committed files, in the order of their names, which is that of time.</summary>
    public IReadOnlyList<string> Files()
        => !Directory.Exists(Folder)
            ? []
            : [.. Directory.EnumerateFiles(Folder, "*.parquet").Where(f => SegmentName.IsCommitted(f)).Order(StringComparer.Ordinal)];

    /// <summary>Everything else in the folder: unfinished, damaged or foreign.</summary>
    public IReadOnlyList<string> Others()
        => !Directory.Exists(Folder)
            ? []
            : [.. Directory.EnumerateFiles(Folder).Where(f => !SegmentName.IsCommitted(f)).Order(StringComparer.Ordinal)];

    /// <summary>Makes a file whole or not at all.</summary>
    public string Commit(Action<string> write)
    {
        string file = Path.Combine(Folder, SegmentName.New(clock.GetUtcNow()));
        return DurableFile.Commit(file, write, Reached, written => SegmentName.WithHash(file, written));
    }

    /// <summary>What stands after FROM to read some of the files, with the column <c>filename</c>.</summary>
    public string Source(IReadOnlyCollection<string> files)
        => files.Count == 0
            ? $"(SELECT {Shape.EmptyColumns}, NULL::VARCHAR AS filename WHERE false)"
            : $"read_parquet([{SqlText.List(files)}], filename=true, hive_partitioning=false)";

    /// <summary>The committed files whose structure can be read; the others are set aside, and their rows will be computed again.</summary>
    public IReadOnlyList<string> ReadableFiles(Database database)
    {
        IReadOnlyList<string> files = Files();
        return files.Count == 0 || CanRead(database, $"SELECT count(*) FROM parquet_file_metadata([{SqlText.List(files)}])")
            ? files
            : SetAsideDamaged(database, deep: false).Readable;
    }

    /// <summary>Tries every file and sets those aside that cannot be read.</summary>
    /// <param name="database">Where to try.</param>
    /// <param name="deep">Whether to compare every byte with the file's name and read every value, not only the structure.</param>
    public (IReadOnlyList<string> Readable, IReadOnlyList<string> Damaged) SetAsideDamaged(Database database, bool deep)
    {
        List<string> readable = [], damaged = [];
        foreach (string file in Files())
        {
            string query = deep
                ? $"SELECT bit_xor(hash({Shape.Columns})) FROM {Source([file])}"
                : $"SELECT count(*) FROM parquet_file_metadata([{SqlText.Quote(file)}])";
            bool intact = !deep || SegmentName.IsIntact(file);
            if (intact && CanRead(database, query))
            {
                readable.Add(file);
                continue;
            }

            Libc.Rename(file, file + DamagedSuffix);
            damaged.Add(file + DamagedSuffix);
            warn($"'{file}' {(intact ? "cannot be read" : "is not what was written: its bytes have another SHA-256 than its name says,")} and was set aside as '{Path.GetFileName(file)}{DamagedSuffix}'. What it held will be computed again.");
        }

        return (readable, damaged);
    }

    private static bool CanRead(Database database, string query)
    {
        try
        {
            database.Execute(query);
            return true;
        }
        catch (DuckDBException)
        {
            return false;
        }
    }
}
