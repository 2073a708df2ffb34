using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using ImageAnalytics.Engine.Runs;
using Microsoft.Data.Sqlite;
using Npgsql;
using Quartz;

namespace ImageAnalytics.Cluster.Jobs;

/// <summary>The database through which machines share out shards. It holds jobs and nodes, never results.</summary>
public sealed class JobsDatabase
{
    private const int ConnectSeconds = 5, CommandSeconds = 15, CancelMilliseconds = 2000, KeepAliveSeconds = 15;

    // In milliseconds: a node that is paused or cut off in the middle of a transaction holds the queue's lock, and the server, which hears
    // nothing, would keep it for hours. A transaction of the job engine takes some milliseconds.
    private const string EndsSilentTransactions = "-c idle_in_transaction_session_timeout=5000";

    // What no waiting mends: wrong name or password, no such database, not allowed.
    private static readonly HashSet<string> s_lasting = new(StringComparer.Ordinal) { "28P01", "28000", "3D000", "42501", "3F000" };
    private readonly Func<DbConnection> _connection;

    private JobsDatabase(string shown, string connectionString, DbProviderFactory provider)
    {
        (Shown, ConnectionString, Provider) = (shown, connectionString, provider);
        _connection = () =>
        {
            DbConnection connection = Provider.CreateConnection()!;
            connection.ConnectionString = ConnectionString;
            return connection;
        };
    }

    /// <summary>What may be shown of it: host, name and user, never a password.</summary>
    public string Shown { get; }

    /// <summary>Whether a password stands in the text that was given, where others can read it in the list of processes.</summary>
    public bool ShowsPassword { get; private init; }

    internal string ConnectionString { get; }

    internal DbProviderFactory Provider { get; }

    internal bool IsServer => Provider is NpgsqlFactory;

    /// <summary>What a text has to be that names one.</summary>
    internal const string Expected = "the connection string of a PostgreSQL database, such as \"Host=db.example;Username=images;Database=images\", with the password in the file that PGPASSFILE names";

    /// <summary>Reads what <c>--jobs</c> or a configuration says.</summary>
    /// <param name="text">The connection string.</param>
    /// <param name="source">What a message calls it.</param>
    /// <exception cref="RunRefusedException">It names no database.</exception>
    public static JobsDatabase Parse(string text, string source = "--jobs")
    {
        NpgsqlConnectionStringBuilder database;
        DbConnectionStringBuilder given;
        try
        {
            (database, given) = (new NpgsqlConnectionStringBuilder(text), new DbConnectionStringBuilder { ConnectionString = text });
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new RunRefusedException([$"{source} cannot be understood: {e.Message.Split('\n', 2)[0].TrimEnd('.')}; expected {Expected}."]); // Never the text itself: a password may stand in it.
        }

        if (string.IsNullOrEmpty(database.Host) || string.IsNullOrEmpty(database.Database))
        {
            throw new RunRefusedException([$"{source} names no {(string.IsNullOrEmpty(database.Host) ? "Host" : "Database")}; expected {Expected}."]);
        }

        database.ApplicationName ??= "imageanalytics";
        database.Timeout = given.ContainsKey("Timeout") ? database.Timeout : ConnectSeconds;
        database.CommandTimeout = given.ContainsKey("Command Timeout") ? database.CommandTimeout : CommandSeconds;
        database.KeepAlive = given.ContainsKey("Keepalive") ? database.KeepAlive : KeepAliveSeconds;
        database.CancellationTimeout = CancelMilliseconds;
        database.Options = $"{EndsSilentTransactions} {database.Options}".TrimEnd(); // The last one counts.
        string shown = string.Create(CultureInfo.InvariantCulture, $"'{database.Database}' on '{database.Host}:{database.Port}'{(database.Username is { Length: > 0 } user ? $" as '{user}'" : "")}");
        return new JobsDatabase(shown, database.ConnectionString, NpgsqlFactory.Instance) { ShowsPassword = !string.IsNullOrEmpty(database.Password) };
    }

    /// <summary>A database in a file, for tests: one machine.</summary>
    internal static JobsDatabase OfFile(string path)
        => new($"'{path}'", new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = CommandSeconds }.ConnectionString, SqliteFactory.Instance);

    /// <summary>Whether something failed because the database did not answer, which it may do later.</summary>
    internal static bool IsOutage(Exception e) => !IsLasting(e) && Chain(e).Any(x => x is DbException or SocketException or TimeoutException or JobPersistenceException);

    /// <summary>Whether something failed at the database in a way that no waiting mends.</summary>
    internal static bool IsLasting(Exception e) => Chain(e).Any(x => (x is PostgresException { SqlState: { } state } && s_lasting.Contains(state))
        || (x is NpgsqlException and not PostgresException && x.Message.Contains("password", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Why something failed at the database, in one line.</summary>
    internal static string Reason(Exception e)
    {
        Exception last = Chain(e).Last();
        return (last is PostgresException postgres ? postgres.MessageText : last.Message).Split('\n', 2)[0].TrimEnd('.');
    }

    /// <summary>That the database refuses, for a person.</summary>
    internal RunRefusedException Refusal(Exception e) => new([
        $"The database {Shown} refuses: {Reason(e)}. Expected a database that this user may use and make tables in. Check user, database and password; the password is read from the file that PGPASSFILE names (or ~/.pgpass), or from PGPASSWORD."]);

    internal async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        DbConnection connection = _connection();
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static IEnumerable<Exception> Chain(Exception e)
    {
        for (Exception? next = e; next is not null; next = next.InnerException)
        {
            yield return next;
        }
    }
}
