using System.Globalization;
using DuckDB.NET.Data;
using ImageAnalytics.Results.Durable;

namespace ImageAnalytics.Results.Sql;

/// <summary>A DuckDB of its own in memory, which spills into a folder. Used by one thread at a time; never shared, never a file.</summary>
internal sealed class Database : IDisposable
{
    private readonly string? _spillFolder;

    // DuckDB's allocator (jemalloc) reads this when it is loaded. By default it keeps what it freed, in four arenas a core.
    static Database() => Libc.SetDefault("DUCKDB_JE_MALLOC_CONF", "narenas:1,dirty_decay_ms:0,muzzy_decay_ms:0");

    private int _threads;

    private Database(DuckDBConnection connection, string? spillFolder, int threads) => (Connection, _spillFolder, _threads) = (connection, spillFolder, threads);

    public DuckDBConnection Connection { get; }

    /// <summary>Opens an empty database.</summary>
    /// <param name="spillRoot">Folder below which it makes one of its own for what does not fit in memory; null to keep all in memory.</param>
    /// <param name="memoryMegabytes">Largest amount of memory for data.</param>
    /// <param name="threads">Threads of a query.</param>
    public static Database Open(string? spillRoot, int memoryMegabytes, int threads)
    {
        DuckDBConnection connection = new("DataSource=:memory:");
        connection.Open();
        string? spill = spillRoot is null ? null : Path.Combine(spillRoot, $"{Environment.ProcessId}-{Guid.NewGuid():N}");
        Database database = new(connection, spill, threads);
        // Pushing join filters down is off because it loses rows with several threads (DuckDB issue 22075).
        database.Execute(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SET autoinstall_known_extensions=false; SET autoload_known_extensions=false; SET allow_persistent_secrets=false;
            SET memory_limit='{memoryMegabytes}MB'; SET threads={threads};
            SET disabled_optimizers='join_filter_pushdown'; SET temp_directory={SqlText.Quote(spill ?? "")};
            """));
        return database;
    }

    /// <summary>A second connection to the same data, for a second reader at the same time.</summary>
    public DuckDBConnection Duplicate()
    {
        DuckDBConnection second = Connection.Duplicate();
        second.Open();
        return second;
    }

    /// <summary>Does it; says how many rows the statements changed.</summary>
    public int Execute(string sql)
    {
        using DuckDBCommand command = Connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    /// <summary>Does it with one thread, which keeps rows in the order in which they were inserted and needs no memory to sort them again.</summary>
    public int InOrder(string sql)
    {
        if (_threads == 1)
        {
            return Execute(sql);
        }

        Execute("SET threads=1;");
        try
        {
            return Execute(sql);
        }
        finally
        {
            Execute(string.Create(CultureInfo.InvariantCulture, $"SET threads={_threads};"));
        }
    }

    /// <summary>Uses one thread from now on: for small tables more of them cost more than they do.</summary>
    public void UseOneThread()
    {
        if (_threads != 1)
        {
            Execute("SET threads=1;");
            _threads = 1;
        }
    }

    public long Count(string sql)
    {
        using DuckDBCommand command = Connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public string? Text(string sql)
    {
        using DuckDBCommand command = Connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string;
    }

    /// <summary>Rows as they come, without holding the whole answer.</summary>
    public IEnumerable<T> Rows<T>(string sql, Func<DuckDBDataReader, T> read) => Rows(Connection, sql, read);

    /// <summary>Rows as they come, from a connection of the caller's.</summary>
    public static IEnumerable<T> Rows<T>(DuckDBConnection connection, string sql, Func<DuckDBDataReader, T> read)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.UseStreamingMode = true;
        using DuckDBDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return read(reader);
        }
    }

    public void Dispose()
    {
        Connection.Dispose();
        if (_spillFolder is not null)
        {
            Durable.DurableFile.TryDelete(_spillFolder);
        }
    }
}
