using System.Diagnostics;

namespace ImageAnalytics.Fuzz.Running;

/// <summary>Works on one target for a while, in a process of its own: changes inputs that led somewhere, and keeps those that lead somewhere new.</summary>
internal static class Turn
{
    private static readonly TimeSpan s_hang = TimeSpan.FromSeconds(20);

    /// <summary>Works.</summary>
    /// <param name="target">What to work on.</param>
    /// <param name="folder">Where its state is kept.</param>
    /// <param name="kept">The folder of inputs that come with the repository.</param>
    /// <param name="executions">Most inputs.</param>
    /// <param name="time">Longest time.</param>
    /// <param name="seed">Other changes for another seed.</param>
    /// <returns>How many branches are known now; 0 when the assemblies do not say which they take.</returns>
    public static int Run(FuzzTarget target, TargetFolder folder, string kept, long executions, TimeSpan time, int seed)
    {
        using Pulse pulse = new(folder.Pulse, target.MaxBytes);
        pulse.Executions = 0;
        Coverage coverage = new();
        using Timer watch = Watch(pulse);
        List<byte[]> inputs = [];
        long start = Stopwatch.GetTimestamp();
        foreach (byte[] input in target.Seeds().Concat(Corpus.Read(kept, folder.Corpus)).Where(i => i.Length <= target.MaxBytes))
        {
            // Twice: what is done only once in a process is not the input's doing.
            Execute(target, folder, pulse, input);
            Execute(target, folder, pulse, input);
            coverage.IsNew();
            inputs.Add(input);
        }

        if (coverage.Branches == 0)
        {
            return 0;
        }

        Random random = new(seed);
        Mutator mutator = new(seed, target.MaxBytes, target.Tokens);
        while (pulse.Executions < executions && Stopwatch.GetElapsedTime(start) < time)
        {
            // What was found last is looked at more.
            int last = Math.Min(inputs.Count, random.Next(4) == 0 ? 16 : inputs.Count);
            byte[] input = mutator.Mutate(inputs[inputs.Count - 1 - random.Next(last)], inputs[random.Next(inputs.Count)]);
            Execute(target, folder, pulse, input);
            if (coverage.IsNew())
            {
                inputs.Add(input);
                Corpus.Add(folder.Corpus, input);
            }
        }

        return coverage.Branches;
    }

    private static void Execute(FuzzTarget target, TargetFolder folder, Pulse pulse, byte[] input)
    {
        pulse.Begin(input);
        Coverage.Begin();
        Finding? finding = Probe.Run(target, input);
        pulse.End();
        if (finding is not null && folder.Add(finding, input))
        {
            Console.Error.WriteLine($"{target.Name}: {finding.Kind} at {finding.Place}");
        }
    }

    // What does not end is not waited for: the process goes, and whoever started it finds the input in the pulse.
    private static Timer Watch(Pulse pulse)
    {
        long seen = -1;
        return new Timer(
            _ =>
            {
                if (pulse.State == PulseState.Running && pulse.Executions == seen)
                {
                    pulse.State = PulseState.Hanging;
                    using Process self = Process.GetCurrentProcess();
                    self.Kill();
                }

                seen = pulse.Executions;
            },
            null, s_hang, s_hang);
    }
}
