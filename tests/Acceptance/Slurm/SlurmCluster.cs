using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ImageAnalytics.Acceptance.Slurm;

/// <summary>The real Slurm of one machine: munged, slurmctld and slurmd, with ports, keys and logs of their own. Stopped when it is disposed of.</summary>
internal sealed class SlurmCluster : IDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(200);
    private readonly string _folder;
    private readonly Dictionary<string, string> _environment;

    /// <summary>Starts it.</summary>
    /// <param name="folder">An empty folder for all that it writes.</param>
    /// <param name="environment">Variables that jobs are to see.</param>
    public SlurmCluster(string folder, IReadOnlyDictionary<string, string> environment)
    {
        Assert.SkipUnless(Environment.UserName == "root" && File.Exists("/usr/sbin/slurmctld") && File.Exists("/usr/sbin/munged"),
            "Slurm's daemons are not installed, or the tests do not run as root (apt-get install slurm-wlm munge).");
        _folder = folder;
        foreach (string part in (string[])["state", "spool", "log"])
        {
            Directory.CreateDirectory(At(part));
        }

        File.WriteAllBytes(At("key"), RandomNumberGenerator.GetBytes(1024));
        File.SetUnixFileMode(At("key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string host = Environment.MachineName.Split('.')[0];
        File.WriteAllText(At("slurm.conf"), $"""
            ClusterName=trial
            SlurmctldHost={host}(127.0.0.1)
            SlurmctldPort={FreePort()}
            SlurmdPort={FreePort()}
            AuthType=auth/munge
            AuthInfo=socket={At("socket")}
            CredType=cred/munge
            SlurmUser=root
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_Core
            ReturnToService=2
            StateSaveLocation={At("state")}
            SlurmdSpoolDir={At("spool")}
            SlurmctldPidFile={At("ctld.pid")}
            SlurmdPidFile={At("d.pid")}
            SlurmctldLogFile={At("log/ctld.log")}
            SlurmdLogFile={At("log/d.log")}
            MinJobAge=3600
            NodeName={host} NodeAddr=127.0.0.1 CPUs={Environment.ProcessorCount} State=UNKNOWN
            PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP

            """);
        _environment = new(environment) { ["SLURM_CONF"] = At("slurm.conf"), ["PATH"] = Environment.GetEnvironmentVariable("PATH")! };
        Call("munged", "--force", $"--key-file={At("key")}", $"--socket={At("socket")}", $"--pid-file={At("munge.pid")}", $"--log-file={At("log/munge.log")}", $"--seed-file={At("seed")}");
        Call("slurmctld", "-f", At("slurm.conf"));
        Call("slurmd", "-f", At("slurm.conf"));
        WaitUntil("a node is idle", () => Call("sinfo", "-h", "-o", "%T").Trim() == "idle");
    }

    /// <summary>Runs a command that talks to it.</summary>
    /// <returns>What it printed. A failure fails the test.</returns>
    public string Call(string command, params string[] arguments)
    {
        ProcessStartInfo start = new(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        start.Environment.Clear();
        foreach ((string name, string value) in _environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{command} ended with {process.ExitCode}:\n{output}{error.Result}");
        return output;
    }

    /// <summary>The state of a job or of each task of an array, such as COMPLETED.</summary>
    public string[] States(string job)
        => [.. Call("scontrol", "-o", "show", "job", job).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split("JobState=")[1].Split(' ')[0])];

    /// <summary>Looks until something is so.</summary>
    public static void WaitUntil(string what, Func<bool> holds)
    {
        long start = Stopwatch.GetTimestamp();
        while (!holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < 3 * Waiting.Patience, $"Waited in vain until {what}.");
            Thread.Sleep(s_look); // Slurm tells nothing by itself.
        }
    }

    public void Dispose()
    {
        foreach (string pid in (string[])["d.pid", "ctld.pid", "munge.pid"])
        {
            if (File.Exists(At(pid)))
            {
                Signals.Kill(int.Parse(File.ReadAllText(At(pid)), CultureInfo.InvariantCulture));
            }
        }
    }

    private string At(string name) => Path.Combine(_folder, name);

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
