using ImageAnalytics.Results.Durable;

namespace ImageAnalytics.Results.Tests.Support;

/// <summary>Copies an output folder at a moment of the commit protocol, as the disk may have it when the power fails then.</summary>
/// <remarks>
/// What was flushed is there. A file that was not may be gone, empty, cut or full of zeros; a name that was not flushed may be the former one.
/// </remarks>
internal sealed class PowerLoss(string live, string after, CommitPoint moment, string outcome)
{
    private const string Kept = "kept", Gone = "gone", Emptied = "emptied", Cut = "cut", Zeroed = "zeroed", FormerName = "former name", Half = "half deleted", Temporary = ".tmp-";
    private HashSet<string> _before = [];
    private int _reached;

    /// <summary>What may be left at each moment.</summary>
    public static IReadOnlyList<(CommitPoint Moment, string[] Outcomes)> Outcomes { get; } =
    [
        (CommitPoint.Start, [Kept]),
        (CommitPoint.Written, [Kept, Gone, Emptied, Cut, Zeroed]),
        (CommitPoint.Flushed, [Kept, Gone]),
        (CommitPoint.Renamed, [Kept, FormerName]),
        (CommitPoint.Durable, [Kept]),
        (CommitPoint.Merged, [Kept, Half]),
    ];

    /// <summary>The folder that is worked in.</summary>
    public string Live => live;

    /// <summary>Whether the moment came.</summary>
    public bool Happened { get; private set; }

    /// <summary>Waits for the moment of the first or the second commit.</summary>
    public Action<CommitPoint> At(bool second)
    {
        _before = Entries(live);
        return reached =>
        {
            if (reached == moment && ++_reached == (second ? 2 : 1))
            {
                Happened = true;
                Copy(live, after);
                Lose();
            }

            if (reached is CommitPoint.Start or CommitPoint.Durable)
            {
                _before = Entries(live);
            }
        };
    }

    private static HashSet<string> Entries(string folder)
        => [.. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Select(e => Path.GetRelativePath(folder, e))];

    private void Lose()
    {
        string[] added = [.. Entries(after).Except(_before).Order(StringComparer.Ordinal)];
        string[] files = [.. added.Select(a => Path.Combine(after, a)).Where(File.Exists)];
        switch (outcome)
        {
            case Kept:
                break;
            case Gone:
                Each(files, File.Delete);
                break;
            case Emptied:
                Each(files, f => File.WriteAllBytes(f, []));
                break;
            case Cut:
                Each(files, f => File.WriteAllBytes(f, File.ReadAllBytes(f)[..(int)(new FileInfo(f).Length / 2)]));
                break;
            case Zeroed:
                Each(files, f => File.WriteAllBytes(f, new byte[new FileInfo(f).Length]));
                break;
            case FormerName:
                string renamed = Path.Combine(after, added[0]);
                Directory.Move(renamed, Path.Combine(Path.GetDirectoryName(renamed)!, Temporary + Path.GetFileName(renamed)));
                break;
            case Half:
                string[] merged = [.. Directory.GetFiles(Path.Combine(after, "store", "segments")).Order(StringComparer.Ordinal)];
                File.Delete(merged[0]);
                break;
            default:
                throw new InvalidOperationException(outcome);
        }
    }

    private static void Each(string[] files, Action<string> change)
    {
        Assert.NotEmpty(files);
        Array.ForEach(files, f => change(f));
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string folder in Directory.EnumerateDirectories(from))
        {
            if (new DirectoryInfo(folder).LinkTarget is { } target)
            {
                Directory.CreateSymbolicLink(Path.Combine(to, Path.GetFileName(folder)), target);
            }
            else
            {
                Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
            }
        }

        foreach (string file in Directory.EnumerateFiles(from).Where(f => Path.GetFileName(f) != ".lock"))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
