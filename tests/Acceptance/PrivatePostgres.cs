using System.Diagnostics;
using System.Globalization;

namespace ImageAnalytics.Acceptance;

/// <summary>A PostgreSQL of Debian's package with a folder and a port of its own, run by the user <c>postgres</c>. Needs root.</summary>
internal sealed class PrivatePostgres : IDisposable
{
    private const string User = "images", Password = "se cret:with\\signs";
    private readonly string _folder = Directory.CreateTempSubdirectory("imageanalytics-postgres-").FullName;
    private readonly string _tools;

    private PrivatePostgres(string tools) => _tools = tools;

    public int Port { get; } = 15_700 + (Environment.ProcessId % 200);

    /// <summary>Where the package has its programs; null when it is not installed.</summary>
    public static string? Tools => Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb"))) : null;

    /// <summary>Makes and starts one.</summary>
    public static PrivatePostgres Start()
    {
        PrivatePostgres postgres = new(Tools!);
        Command.Run("chown", "postgres", postgres._folder);
        File.WriteAllText(Path.Combine(postgres._folder, "password"), Password);
        File.SetUnixFileMode(Path.Combine(postgres._folder, "password"), UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        postgres.Tool("initdb", "-D", postgres.Data, "-U", User, "--pwfile", Path.Combine(postgres._folder, "password"), "-A", "scram-sha-256", "--no-sync");
        File.AppendAllText(
            Path.Combine(postgres.Data, "postgresql.conf"),
            string.Create(CultureInfo.InvariantCulture, $"port={postgres.Port}\nlisten_addresses='*'\nunix_socket_directories='{postgres._folder}'\n"));
        File.AppendAllText(Path.Combine(postgres.Data, "pg_hba.conf"), "host all all 10.0.0.0/8 scram-sha-256\n");
        postgres.Control("start");
        return postgres;
    }

    /// <summary>The connection string for a machine that sees the server under an address; without the password.</summary>
    public string At(string address) => string.Create(CultureInfo.InvariantCulture, $"Host={address};Port={Port};Username={User};Database=postgres");

    /// <summary>Writes the file with the password into a home.</summary>
    public static void GivePassword(string home)
    {
        string file = Path.Combine(home, ".pgpass");
        File.WriteAllText(file, $"*:*:*:{User}:{Password.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal)}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>Stops it in the middle of what it does, and starts it again.</summary>
    public void Restart()
    {
        Control("stop", "-m", "immediate");
        Control("start");
    }

    /// <summary>Whether a machine is in the middle of a transaction that keeps all others from the queue of shards.</summary>
    public bool IsHeldBy(string machine)
        => Ask($"SELECT count(*) FROM pg_stat_activity WHERE client_addr = '{machine}' AND state = 'idle in transaction' AND backend_xid IS NOT NULL") is { Length: > 0 } and not "0"
            && Ask("SET lock_timeout = 1000; SELECT lock_name FROM qrtz_locks WHERE lock_name = 'TRIGGER_ACCESS' FOR UPDATE").Length == 0;

    public void Dispose()
    {
        Control("stop", "-m", "immediate");
        Command.Run("rm", "-rf", "--", _folder);
    }

    private string Ask(string sql)
    {
        ProcessStartInfo start = new(
            Path.Combine(_tools, "psql"), ["-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", User, "-d", "postgres", "-qtAc", sql])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PGPASSWORD"] = Password },
        };
        using Process asked = Process.Start(start)!;
        asked.BeginErrorReadLine();
        return asked.StandardOutput.ReadToEnd().Trim();
    }

    private string Data => Path.Combine(_folder, "data");

    private void Control(params string[] arguments) => Tool("pg_ctl", ["-D", Data, "-l", Path.Combine(_folder, "log"), "-w", .. arguments]);

    private void Tool(string name, params string[] arguments) => Command.Run("runuser", ["-u", "postgres", "--", Path.Combine(_tools, name), .. arguments]);
}
