namespace ImageAnalytics.Fuzz.Running;

/// <summary>Runs all kept inputs once more: what fuzzing works on, what is kept, and what once broke a promise.</summary>
internal static class Replay
{
    /// <summary>Runs them and says what is wrong.</summary>
    public static int Run(IReadOnlyList<FuzzTarget> targets, string state, string tests)
    {
        bool good = true;
        foreach (FuzzTarget target in targets)
        {
            TargetFolder folder = new(state, target.Name);
            foreach (byte[] input in Corpus.Read(KeptFolders.Corpus(tests, target.Name), KeptFolders.Findings(tests, target.Name), folder.Findings))
            {
                if (Probe.Run(target, input) is { } finding)
                {
                    good = false;
                    Console.WriteLine($"{target.Name} {Corpus.NameOf(input)}: {finding.Kind} at {finding.Place}\n{finding.Text}");
                }
            }
        }

        return good ? ExitCodes.Good : ExitCodes.Findings;
    }
}
