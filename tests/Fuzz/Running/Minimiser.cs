namespace ImageAnalytics.Fuzz.Running;

/// <summary>Chooses of all inputs the few and short ones that together take every branch, and shortens them.</summary>
internal static class Minimiser
{
    /// <summary>Writes the chosen inputs in the place of the kept ones.</summary>
    /// <param name="target">The target.</param>
    /// <param name="folder">Where its state is kept.</param>
    /// <param name="kept">The folder of inputs that come with the repository.</param>
    /// <param name="mostBytes">How large all together may be; of those beyond, the ones that add least are left out.</param>
    /// <returns>How many branches all inputs take, and how many the chosen ones.</returns>
    public static (int All, int Chosen) Run(FuzzTarget target, TargetFolder folder, string kept, int mostBytes)
    {
        List<(byte[] Input, HashSet<(int, byte)> Taken)> all =
            [.. target.Seeds().Concat(Corpus.Read(kept, folder.Corpus)).Where(i => i.Length <= target.MaxBytes).Select(i => (i, TakenBy(target, i)))];
        HashSet<(int, byte)> left = [.. all.SelectMany(i => i.Taken)];
        int branches = left.Count, bytes = 0, chosenBranches = 0;
        List<byte[]> chosen = [];
        while (left.Count > 0 && bytes < mostBytes)
        {
            // What adds most for its length comes first.
            (byte[] input, HashSet<(int, byte)> taken) = all.MaxBy(i => i.Taken.Count(left.Contains) / (16.0 + i.Input.Length));
            HashSet<(int, byte)> added = [.. taken.Where(left.Contains)];
            byte[] shorter = Shorten(target, input, added);
            if (bytes + shorter.Length <= mostBytes)
            {
                chosen.Add(shorter);
                (bytes, chosenBranches) = (bytes + shorter.Length, chosenBranches + added.Count);
            }

            left.ExceptWith(taken);
        }

        if (Directory.Exists(kept))
        {
            Directory.Delete(kept, recursive: true);
        }

        chosen.ForEach(i => Corpus.Add(kept, i));
        return (branches, chosenBranches);
    }

    private static byte[] Shorten(FuzzTarget target, byte[] input, HashSet<(int, byte)> wanted)
    {
        for (int length = input.Length / 2; length >= Math.Max(1, input.Length / 64); length /= 2)
        {
            for (int at = 0; at + length <= input.Length;)
            {
                byte[] shorter = [.. input[..at], .. input[(at + length)..]];
                if (wanted.IsSubsetOf(TakenBy(target, shorter)))
                {
                    input = shorter;
                }
                else
                {
                    at += length;
                }
            }
        }

        return input;
    }

    private static HashSet<(int, byte)> TakenBy(FuzzTarget target, byte[] input)
    {
        Probe.Run(target, input);
        Coverage.Begin();
        Probe.Run(target, input);
        return [.. Coverage.Taken()];
    }
}
