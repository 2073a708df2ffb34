using System.Diagnostics;
using ImageAnalytics.Torture.Disks;
using ImageAnalytics.Torture.Watching;

namespace ImageAnalytics.Torture.Runs;

/// <summary>Runs that are killed, lied to and starved as plans say, each continued to its end and compared with a run that nobody disturbed.</summary>
/// <param name="program">The program.</param>
/// <param name="workspace">Holds the pictures in <c>in</c>.</param>
/// <param name="pipeline">The text of a pipeline, up to the end of its steps.</param>
/// <param name="name">Its name.</param>
/// <param name="more">Further arguments of every run.</param>
internal sealed class TortureSeries(CliProgram program, Workspace workspace, string pipeline, string name, params string[] more)
{
    private const int Killed = 137, Finished = 0, TooManyFailed = 3;
    private readonly IReadOnlyList<string> _pictures
        = [.. workspace.Files("in").Where(f => Path.GetExtension(f) is not (".json" or ".csv" or ".xml" or ".yaml" or ".txt" or ".md"))];

    private CsvFolder? _plain, _hostile;
    private TimeSpan _whole;

    /// <summary>The disk that fails, or why there is none.</summary>
    public string? NoDisk { get; private set; }

    /// <summary>Runs what others are compared with.</summary>
    public void Prepare()
    {
        using (FaultyDisk? disk = FaultyDisk.TryMount(workspace["disk"], workspace["in"], _ => DiskFault.None, out string reason))
        {
            NoDisk = disk is null ? reason : null;
        }

        CliResult plain = program.Scan(PipelineOf(null), Input, "undisturbed", more);
        (_plain, _whole) = (plain.Csv, TimeSpan.FromSeconds(plain.Line.Seconds + 1));
        _hostile = program.Scan(PipelineOf("rubbish: []"), Input, "undisturbed-hostile", more).Csv;
        Directory.Delete(workspace["undisturbed"], true);
        Directory.Delete(workspace["undisturbed-hostile"], true);
    }

    /// <summary>Makes one run and checks it.</summary>
    public TortureResult Run(int run, int seed)
    {
        TorturePlan plan = new(seed, [.. _plain!.Images.Select(r => r["path"])], NoDisk is null);
        long start = Stopwatch.GetTimestamp();
        string output = FormattableString.Invariant($"run-{run}");
        List<string> story = [];
        string? problem = null;
        try
        {
            string file = PipelineOf(plan.IsHostile ? plan.FaultOptions : null);
            using (Disk(plan.FaultOf))
            {
                Check(plan, Disturb(file, output, plan, story).Csv, withDisk: true);
            }

            // The disk is mended: what it did not give before is looked at now, and nothing is missing any more.
            using (Disk(_ => DiskFault.None))
            {
                Check(plan, Scan(file, output).Csv, withDisk: false);
            }

            Leftovers.AssertNone(workspace);
        }
        catch (Exception e)
        {
            problem = $"{e.Message} After: {string.Join(", ", story)}. Kept in {workspace[output]}";
        }

        if (problem is null)
        {
            Directory.Delete(workspace[output], true);
        }

        return new TortureResult(
            run, seed, _pictures.Count, story.Count, plan.PluginFaults.Count, plan.DiskFaults.Count, Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 1), problem);
    }

    private string Input => NoDisk is null && Directory.EnumerateFileSystemEntries(workspace["disk"]).Any() ? "disk" : "in";

    private FaultyDisk? Disk(Func<string, DiskFault> faultOf)
        => NoDisk is null ? FaultyDisk.TryMount(workspace["disk"], workspace["in"], faultOf, out _) : null;

    private string PipelineOf(string? faults)
        => workspace.Write($"{name}.yaml", faults is null ? pipeline : $"{pipeline}\n  - {{ id: fault, plugin: fault, options: {{ {faults} }} }}\n");

    private CliResult Scan(string file, string output) => Ended(program.Scan(file, Input, output, more), []);

    private CliResult Disturb(string file, string output, TorturePlan plan, List<string> story)
    {
        for (int life = 0; ; life++)
        {
            using RunningProgram run = program.StartScan(file, Input, output, more);
            if (life < plan.Kills)
            {
                Kill(run, _whole * plan.Moments[life], plan.Victims[life], story);
            }

            CliResult result = run.Finish();
            if (result.ExitCode != Killed)
            {
                return Ended(result, story);
            }
        }
    }

    // Random moments are what is tested here, so this waits for a time and for nothing else.
    private static void Kill(RunningProgram run, TimeSpan moment, bool worker, List<string> story)
    {
        if (!run.EndsWithin(moment))
        {
            int? child = worker && run.Children is [int first, ..] ? first : null;
            Signals.Kill(child ?? run.Id);
            story.Add(FormattableString.Invariant($"{(child is null ? "supervisor" : "worker")} at {moment.TotalSeconds:0.0} s"));
        }
    }

    private static CliResult Ended(CliResult result, List<string> story)
    {
        Assert.True(result.ExitCode is Finished or TooManyFailed, $"It ended with {result.ExitCode} after {string.Join(", ", story)}:\n{result.Error}");
        return result;
    }

    private void Check(TorturePlan plan, CsvFolder found, bool withDisk)
    {
        CsvFolder expected = plan.IsHostile ? _hostile! : _plain!;
        Dictionary<string, string[]> injected = plan.PluginFaults.ToDictionary(f => f.Key, f => f.Value.Classes);
        foreach ((string path, (DiskFault _, string failure)) in withDisk ? plan.DiskFaults : [])
        {
            injected[path] = [failure];
        }

        if (injected.Count == 0)
        {
            expected.AssertEquals(found);
            return;
        }

        Assert.Equal(injected.Keys.Concat(expected.Failures.Select(r => r["path"])).Distinct().Order(StringComparer.Ordinal), found.Failures.Select(r => r["path"]).Distinct().Order(StringComparer.Ordinal));
        Assert.All(found.Failures.Where(r => injected.ContainsKey(r["path"])), r => Assert.Contains(r["failure"], injected[r["path"]]));
        Assert.Equal(expected.Images.Where(r => !injected.ContainsKey(r["path"])), found.Images.Where(r => !injected.ContainsKey(r["path"])));
        Assert.Equal(
            expected.Observations.Where(r => !withDisk || !plan.DiskFaults.ContainsKey(r["path"])).Where(r => r["step"] != "fault" || !plan.PluginFaults.ContainsKey(r["path"])),
            found.Observations);
    }
}
