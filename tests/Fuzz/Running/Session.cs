using System.Globalization;

namespace ImageAnalytics.Fuzz.Running;

/// <summary>Takes the targets in turns until all of them together were run so many times, earlier sessions included.</summary>
internal static class Session
{
    /// <summary>Runs turns.</summary>
    /// <param name="targets">What to work on.</param>
    /// <param name="state">Where the work is kept.</param>
    /// <param name="executions">How many inputs in all.</param>
    /// <param name="turn">How long one turn may be.</param>
    public static int Run(IReadOnlyList<FuzzTarget> targets, string state, long executions, TimeSpan turn)
    {
        while (targets.Sum(t => TotalsOf(t, state).Executions) is var done && done < executions)
        {
            FuzzTarget next = targets.MinBy(t => TotalsOf(t, state).Seconds / t.Share)!;
            Totals before = TotalsOf(next, state);
            if (!TurnProcess.Run(next, state, executions - done, turn * Math.Min(1, next.Share), unchecked((int)(before.Executions * 31)) & int.MaxValue))
            {
                Console.Error.WriteLine("The assemblies do not say which branches they take, so that inputs cannot be told apart. Run tests/Fuzz/fuzz.sh, which instruments a copy.");
                return ExitCodes.NotInstrumented;
            }

            Totals after = TotalsOf(next, state);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{DateTime.UtcNow:HH:mm:ss} {next.Name,-16} +{after.Executions - before.Executions,9:N0} inputs, {(after.Executions - before.Executions) / Math.Max(0.001, after.Seconds - before.Seconds),8:N0}/s, {done + after.Executions - before.Executions,12:N0} in all"));
        }

        Print(targets, state);
        return targets.Any(t => new TargetFolder(state, t.Name).FindingFiles.Count > 0) ? ExitCodes.Findings : ExitCodes.Good;
    }

    /// <summary>Says what was done to each target.</summary>
    public static void Print(IReadOnlyList<FuzzTarget> targets, string state)
    {
        Console.WriteLine($"{"target",-16}{"executions",14}{"per second",12}{"branches",10}{"corpus",8}{"crashes",9}{"hangs",7}{"max MB",8}");
        foreach (FuzzTarget target in targets)
        {
            TargetFolder folder = new(state, target.Name);
            Totals totals = Totals.Read(folder.Totals);
            string[] findings = [.. folder.FindingFiles.Select(f => Path.GetFileName(f))];
            int hangs = findings.Count(f => f.StartsWith("hang", StringComparison.Ordinal) || f.StartsWith("slow", StringComparison.Ordinal));
            int corpus = Directory.Exists(folder.Corpus) ? Directory.EnumerateFiles(folder.Corpus).Count() : 0;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{target.Name,-16}{totals.Executions,14:N0}{totals.Executions / Math.Max(0.001, totals.Seconds),12:N0}{totals.Branches,10:N0}{corpus,8:N0}{findings.Length - hangs,9:N0}{hangs,7:N0}{totals.MostResidentBytes >> 20,8:N0}"));
        }

        long all = targets.Sum(t => TotalsOf(t, state).Executions);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"all",-16}{all,14:N0}"));
    }

    private static Totals TotalsOf(FuzzTarget target, string state) => Totals.Read(new TargetFolder(state, target.Name).Totals);
}
