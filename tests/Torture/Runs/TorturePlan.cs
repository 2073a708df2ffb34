using ImageAnalytics.Torture.Disks;

namespace ImageAnalytics.Torture.Runs;

/// <summary>What is done to one run, drawn from a seed: the same seed does the same.</summary>
internal sealed class TorturePlan
{
    private const int MostKills = 5, MostGuilty = 4, HangIn = 10;
    private static readonly (string Fault, string[] Classes)[] s_faults =
    [
        ("crash", ["crash"]), ("throw", ["model-error"]), ("quit", ["crash"]), ("rubbish", ["model-error"]), ("do=stack-overflow", ["crash"]),
        ("do=close-all", ["crash"]), ("do=million", ["model-error"]), ("do=throw-elsewhere", ["crash"]), ("do=scribble", ["crash"]),
    ];

    // A picture that is held when its worker is killed from outside is a crash.
    private static readonly (string Fault, string[] Classes) s_hang = ("hang", ["timeout", "crash"]);
    private static readonly (DiskFault Fault, string Class)[] s_diskFaults = [(DiskFault.ReadFails, "unreadable"), (DiskFault.Denied, "denied")];

    /// <param name="seed">Decides about everything.</param>
    /// <param name="pictures">The pictures, by their paths relative to the input folder.</param>
    /// <param name="withDisk">Whether a disk that fails can be had.</param>
    public TorturePlan(int seed, IReadOnlyList<string> pictures, bool withDisk)
    {
        Random random = new(seed);
        Kills = random.Next(MostKills + 1);
        string[] guilty = [.. pictures.OrderBy(_ => random.Next()).Take(2 * MostGuilty)];
        IsHostile = random.Next(3) > 0;
        bool hangs = IsHostile && random.Next(HangIn) == 0;
        for (int i = 0; IsHostile && i < 1 + random.Next(MostGuilty); i++)
        {
            PluginFaults[guilty[i]] = hangs && i == 0 ? s_hang : s_faults[random.Next(s_faults.Length)];
        }

        for (int i = 0; withDisk && i < random.Next(MostGuilty); i++)
        {
            (DiskFault fault, string failure) = s_diskFaults[random.Next(s_diskFaults.Length)];
            DiskFaults[guilty[MostGuilty + i]] = (fault, failure);
        }

        Slow = withDisk && random.Next(2) == 0 ? [.. pictures.OrderBy(_ => random.Next()).Take(3)] : [];
        Moments = [.. Enumerable.Range(0, Kills).Select(_ => random.NextDouble())];
        Victims = [.. Enumerable.Range(0, Kills).Select(_ => random.Next(2) == 0)];
    }

    /// <summary>How often something is killed.</summary>
    public int Kills { get; }

    /// <summary>When, as a part of the time that an undisturbed run takes.</summary>
    public IReadOnlyList<double> Moments { get; }

    /// <summary>Whether it is the worker, if there is one then.</summary>
    public IReadOnlyList<bool> Victims { get; }

    /// <summary>Whether the pipeline has the step that misbehaves.</summary>
    public bool IsHostile { get; }

    /// <summary>What that step does on which pictures, and as what that may be recorded.</summary>
    public Dictionary<string, (string Fault, string[] Classes)> PluginFaults { get; } = new(StringComparer.Ordinal);

    /// <summary>What the disk does on which pictures, and as what that is recorded.</summary>
    public Dictionary<string, (DiskFault Fault, string Class)> DiskFaults { get; } = new(StringComparer.Ordinal);

    /// <summary>Pictures that are read slowly.</summary>
    public IReadOnlyList<string> Slow { get; }

    /// <summary>The options of the step that misbehaves.</summary>
    public string FaultOptions
    {
        get
        {
            ILookup<string, string> plain = PluginFaults.Where(f => !f.Value.Fault.StartsWith("do=", StringComparison.Ordinal)).ToLookup(f => f.Value.Fault, f => $"\"{f.Key}\"");
            string[] more = [.. PluginFaults.Where(f => f.Value.Fault.StartsWith("do=", StringComparison.Ordinal)).Select(f => $"\"{f.Key}={f.Value.Fault[3..]}\"")];
            return string.Join(", ", [.. plain.Select(p => $"{p.Key}: [{string.Join(", ", p)}]"), $"do: [{string.Join(", ", more)}]"]);
        }
    }

    public DiskFault FaultOf(string path)
        => DiskFaults.TryGetValue(path, out (DiskFault Fault, string Class) fault) ? fault.Fault : Slow.Contains(path) ? DiskFault.Slow : DiskFault.None;
}
