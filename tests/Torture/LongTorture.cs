using System.Globalization;
using System.Text.Json;
using ImageAnalytics.Torture.Runs;

namespace ImageAnalytics.Torture;

/// <summary>The long form: hundreds of tortured runs of every shipped plugin. One line of the log for each; what the log has is not done again.</summary>
internal static class LongTorture
{
    private const int Parts = 3, PortraitsEach = 5, Width = 320, Height = 240;

    public static int Run(int runs, int pictures, int seed, string log)
    {
        List<TortureResult> results = File.Exists(log) ? [.. File.ReadLines(log).Select(l => JsonSerializer.Deserialize<TortureResult>(l)!)] : [];
        HashSet<int> done = [.. results.Select(r => r.Run)];
        Console.WriteLine($"{done.Count} of {runs} runs are in {log}.");
        if (done.Count < runs)
        {
            using Workspace workspace = new();
            CliProgram program = new(workspace);
            Draw(program, pictures, seed);
            string demo = File.ReadAllText(Path.Combine(Repository.Root, "pipelines", "demo.yaml"));
            string steps = demo[..demo.IndexOf("\nreport:", StringComparison.Ordinal)];
            TortureSeries series = new(program, workspace, steps, "demo", "--timeout", "40");
            series.Prepare();
            Console.WriteLine(series.NoDisk ?? "With a disk that fails.");
            for (int run = 0; run < runs; run++)
            {
                if (!done.Contains(run))
                {
                    TortureResult result = series.Run(run, (seed * 1_000_000) + run);
                    File.AppendAllText(log, JsonSerializer.Serialize(result) + "\n");
                    results.Add(result);
                    Console.WriteLine(result);
                }
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{results.Count} runs of {pictures} pictures: {results.Count(r => r.Problem is null)} right, {results.Sum(r => r.Kills)} kills, "
            + $"{results.Sum(r => r.PluginFaults)} plugin faults, {results.Sum(r => r.DiskFaults)} disk faults, {results.Average(r => r.Seconds):0.0} s a run."));
        return results.All(r => r.Problem is null) ? 0 : 1;
    }

    // A third each, about: pictures of the line, single parts, people alone and in groups.
    private static void Draw(CliProgram program, int pictures, int seed)
    {
        int count = pictures / Parts, people = Math.Max(1, (pictures - (2 * count) - (count / 4)) / PortraitsEach);
        program.Run("samples", "--output", "in", "--count", Text(count), "--people", Text(people), "--pictures", Text(PortraitsEach),
            "--width", Text(Width), "--height", Text(Height), "--seed", Text(seed)).AssertExit(0);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
