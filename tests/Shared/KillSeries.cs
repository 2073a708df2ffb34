
namespace ImageAnalytics.Testing;

/// <summary>Runs that are killed at random moments and continued to their end, and that must equal an undisturbed one.</summary>
internal sealed class KillSeries(CliProgram program, Workspace workspace, string pipeline, string input, int images, bool withPictures = false)
{
    private const int MaxKillsPerRun = 6;

    /// <summary>Runs, kills, continues and compares; the output folders of runs that are right are removed.</summary>
    /// <param name="runs">How many runs, each with an output folder of its own.</param>
    /// <param name="seed">Decides about moments and victims.</param>
    /// <param name="more">Further arguments of each run.</param>
    /// <returns>How many kills met a living process.</returns>
    public int Run(int runs, int seed, params string[] more)
    {
        Random random = new(seed);
        CliResult undisturbed = program.Scan(pipeline, input, $"undisturbed-{seed}", more);
        Assert.Equal(images, undisturbed.Line.Images);
        CsvFolder expected = undisturbed.Csv;
        TimeSpan whole = TimeSpan.FromSeconds(Math.Max(0.5, undisturbed.Line.Seconds));
        int kills = 0;
        for (int i = 0; i < runs; i++)
        {
            string output = $"killed-{seed}-{i}";
            List<string> story = [];
            CliResult? result = null;
            while (result is not { ExitCode: 0 })
            {
                using RunningProgram run = program.StartScan(pipeline, input, output, more);
                if (story.Count < MaxKillsPerRun)
                {
                    KillSomewhen(run, random, whole, story);
                }

                result = run.Finish();
                Assert.True(result.ExitCode is 0 or 137, $"Run {i} of seed {seed} ended with {result.ExitCode} after: {string.Join(", ", story)}\n{result.Error}");
            }

            kills += story.Count;
            Assert.Equal(images, result.Line.Images);
            expected.AssertEquals(result.Csv, $"in run {i} of seed {seed} after: {string.Join(", ", story)}");
            if (withPictures)
            {
                MadeFiles.AssertNamed(workspace[output], result.Csv);
                Assert.Equal(MadeFiles.Of(workspace[$"undisturbed-{seed}"]), MadeFiles.Of(workspace[output]));
            }

            Assert.DoesNotContain(workspace.Files(output), f => f.Contains(".tmp-", StringComparison.Ordinal));
            Directory.Delete(workspace[output], true);
        }

        return kills;
    }

    // Random moments are what is tested here, so this waits for a time and for nothing else.
    // A run without a worker (in-process, or not started yet) has only its supervisor to kill.
    private static void KillSomewhen(RunningProgram run, Random random, TimeSpan whole, List<string> story)
    {
        TimeSpan moment = whole * random.NextDouble();
        bool preferWorker = random.Next(2) == 0;
        if (run.EndsWithin(moment))
        {
            return;
        }

        int? child = preferWorker && run.Children is [int first, ..] ? first : null;
        Signals.Kill(child ?? run.Id);
        story.Add(FormattableString.Invariant($"{(child is null ? "supervisor" : "worker")} at {moment.TotalSeconds:0.000} s"));
    }
}
