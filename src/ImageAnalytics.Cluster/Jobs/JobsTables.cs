using System.Data.Common;
using System.Globalization;
using System.Text;

namespace ImageAnalytics.Cluster.Jobs;

/// <summary>The tables beside those of the job engine: nodes, and what they report. Rows are few, and short.</summary>
internal sealed class JobsTables(JobsDatabase database)
{
    private const int MostText = 4000;
    private const long PrepareLock = 0x696d616765730001; // Any number that nobody else locks.

    private string Now => database.IsServer ? "clock_timestamp()" : "strftime('%Y-%m-%d %H:%M:%f', 'now')";

    private string Seconds(string since) => database.IsServer ? $"extract(epoch FROM clock_timestamp() - {since})::float8" : $"(julianday('now') - julianday({since})) * 86400.0";

    /// <summary>Makes tables that are missing, and whatever else needs to be made once, by one process at a time.</summary>
    /// <param name="more">Makes the other tables.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task PrepareAsync(Func<Task> more, CancellationToken cancellationToken)
    {
        DbConnection connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            if (database.IsServer)
            {
                await RunAsync(connection, $"SELECT pg_advisory_lock({PrepareLock})", cancellationToken).ConfigureAwait(false);
            }

            string time = database.IsServer ? "timestamptz" : "text";
            string id = database.IsServer ? "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY" : "integer PRIMARY KEY AUTOINCREMENT";
            await RunAsync(
                connection,
                $"""
                CREATE TABLE IF NOT EXISTS imageanalytics_node (
                  name varchar(200) PRIMARY KEY, instance varchar(64) NOT NULL, host varchar(300) NOT NULL, state varchar(20) NOT NULL, doing text NOT NULL, lanes integer NOT NULL,
                  shards bigint NOT NULL, images bigint NOT NULL, rate double precision NOT NULL, beat bigint NOT NULL, started {time} NOT NULL, heard {time} NOT NULL);
                CREATE TABLE IF NOT EXISTS imageanalytics_report (
                  id {id}, plan varchar(64) NOT NULL, node varchar(200) NOT NULL, shard integer NOT NULL, kind varchar(20) NOT NULL, message text NOT NULL, at {time} NOT NULL);
                """,
                cancellationToken).ConfigureAwait(false);
            await more().ConfigureAwait(false);
            if (database.IsServer)
            {
                await RunAsync(connection, $"SELECT pg_advisory_unlock({PrepareLock})", cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The database's time.</summary>
    public async Task<DateTimeOffset> TimeAsync(CancellationToken cancellationToken)
        => (await AskAsync($"SELECT {Now}", r => database.IsServer ? r.GetFieldValue<DateTimeOffset>(0) : Time(r.GetString(0)), cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Who has a node's name.</summary>
    /// <returns>Null when nobody has; else its instance, how often it was heard of, and its machine.</returns>
    public async Task<(string Instance, long Beat, string Host)?> HolderAsync(string name, CancellationToken cancellationToken)
        => await AskAsync(
            $"SELECT instance, beat, host FROM imageanalytics_node WHERE name = @name AND state <> '{NodeStates.Stopped}'",
            r => (r.GetString(0), r.GetInt64(1), r.GetString(2)),
            cancellationToken,
            ("name", name)).ConfigureAwait(false) is [var holder] ? holder : null;

    /// <summary>Takes a name, if its holder is still the one that was seen silent.</summary>
    /// <returns>Whether the name is ours now.</returns>
    public async Task<bool> ClaimAsync(string name, string instance, string host, int lanes, (string Instance, long Beat)? silent, CancellationToken cancellationToken)
        => await ChangeAsync(
            $"""
            INSERT INTO imageanalytics_node (name, instance, host, state, doing, lanes, shards, images, rate, beat, started, heard)
            VALUES (@name, @instance, @host, '{NodeStates.Waiting}', '', @lanes, 0, 0, 0, 0, {Now}, {Now})
            ON CONFLICT (name) DO UPDATE SET instance = excluded.instance, host = excluded.host, state = excluded.state, doing = '', lanes = excluded.lanes,
              shards = 0, images = 0, rate = 0, beat = 0, started = excluded.started, heard = excluded.heard
            WHERE imageanalytics_node.state = '{NodeStates.Stopped}' OR imageanalytics_node.instance = @instance
              OR (imageanalytics_node.instance = @other AND imageanalytics_node.beat = @beat)
            """,
            cancellationToken,
            ("name", name), ("instance", instance), ("host", host), ("lanes", lanes), ("other", silent?.Instance ?? ""), ("beat", silent?.Beat ?? -1)).ConfigureAwait(false) == 1;

    /// <summary>Says that a node is alive, and what it does.</summary>
    /// <returns>Whether it still has its name.</returns>
    public async Task<bool> BeatAsync(string name, string instance, string state, string doing, long shards, long images, double rate, CancellationToken cancellationToken)
        => await ChangeAsync(
            $"UPDATE imageanalytics_node SET beat = beat + 1, heard = {Now}, state = @state, doing = @doing, shards = @shards, images = @images, rate = @rate WHERE name = @name AND instance = @instance",
            cancellationToken,
            ("name", name), ("instance", instance), ("state", state), ("doing", Short(doing)), ("shards", shards), ("images", images), ("rate", rate)).ConfigureAwait(false) == 1;

    /// <summary>The nodes that were heard of within the last day.</summary>
    public Task<IReadOnlyList<NodeRecord>> NodesAsync(CancellationToken cancellationToken)
        => AskAsync(
            $"SELECT name, host, state, doing, lanes, shards, images, rate, started, {Seconds("heard")} AS silent FROM imageanalytics_node WHERE {Seconds("heard")} < 86400 ORDER BY name",
            r => new NodeRecord(
                r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt32(4), r.GetInt64(5), r.GetInt64(6), r.GetDouble(7),
                database.IsServer ? r.GetFieldValue<DateTimeOffset>(8) : Time(r.GetString(8)), TimeSpan.FromSeconds(Math.Max(0, r.GetDouble(9)))),
            cancellationToken);

    /// <summary>Tells what came of a shard.</summary>
    public Task ReportAsync(string plan, ShardReport report, CancellationToken cancellationToken)
        => ChangeAsync(
            $"INSERT INTO imageanalytics_report (plan, node, shard, kind, message, at) VALUES (@plan, @node, @shard, @kind, @message, {Now})",
            cancellationToken,
            ("plan", plan), ("node", report.Node), ("shard", report.Shard), ("kind", report.Kind), ("message", Short(report.Message)));

    /// <summary>Takes what was told of a plan, and what nobody took for a week.</summary>
    public async Task<IReadOnlyList<ShardReport>> TakeReportsAsync(string plan, CancellationToken cancellationToken)
    {
        const double Week = 7 * 86400.0;
        return [.. (await AskAsync(
            FormattableString.Invariant($"DELETE FROM imageanalytics_report WHERE plan = @plan OR {Seconds("at")} > {Week} RETURNING id, plan, node, shard, kind, message"),
            r => (Id: r.GetInt64(0), Plan: r.GetString(1), Report: new ShardReport(r.GetString(2), r.GetInt32(3), r.GetString(4), r.GetString(5))),
            cancellationToken,
            ("plan", plan)).ConfigureAwait(false)).Where(r => r.Plan == plan).OrderBy(r => r.Id).Select(r => r.Report)];
    }

    // PostgreSQL takes no NUL and no half of a pair, and rows are to stay short, whatever a file has in its name.
    private static string Short(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Length > MostText ? text[..MostText] : text)).Replace('\0', ' ');

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static async Task RunAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        DbCommand command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<int> ChangeAsync(string sql, CancellationToken cancellationToken, params (string Name, object Value)[] values)
        => WithAsync(sql, values, (c, t) => c.ExecuteNonQueryAsync(t), cancellationToken);

    private Task<IReadOnlyList<T>> AskAsync<T>(string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken, params (string Name, object Value)[] values)
        => WithAsync<IReadOnlyList<T>>(
            sql,
            values,
            async (command, token) =>
            {
                DbDataReader reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    List<T> rows = [];
                    while (await reader.ReadAsync(token).ConfigureAwait(false))
                    {
                        rows.Add(read(reader));
                    }

                    return rows;
                }
            },
            cancellationToken);

    private async Task<T> WithAsync<T>(string sql, (string Name, object Value)[] values, Func<DbCommand, CancellationToken, Task<T>> use, CancellationToken cancellationToken)
    {
        DbConnection connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            DbCommand command = connection.CreateCommand();
            await using (command.ConfigureAwait(false))
            {
                command.CommandText = sql;
                foreach ((string name, object value) in values)
                {
                    DbParameter parameter = command.CreateParameter();
                    (parameter.ParameterName, parameter.Value) = (name, value);
                    command.Parameters.Add(parameter);
                }

                return await use(command, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
