using System.Diagnostics;

namespace ImageAnalytics.Engine.Listing;

/// <summary>Finds network folders that do not answer, before anything here touches them.</summary>
/// <remarks>
/// A process that asks a file system which is gone is held by the kernel and cannot end before it answers, even killed. So a process
/// of its own asks, and is left behind when it is held. Only file systems whose answers come from elsewhere are asked.
/// </remarks>
internal static class SilentFolders
{
    private static readonly string[] s_remote = ["nfs", "cifs", "smb", "fuse", "9p", "ceph", "afs", "lustre", "gfs", "virtiofs", "autofs", "davfs"];

    /// <summary>The folders that do not answer: inputs, and folders in them on which another file system is mounted.</summary>
    /// <param name="inputs">Absolute paths in path text.</param>
    /// <param name="patience">How long one may take.</param>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> inputs, TimeSpan patience)
        => Find(inputs, MountTable.Read(), folders => Ask(folders, patience));

    /// <summary>The same, of given mounts.</summary>
    /// <param name="inputs">Absolute paths.</param>
    /// <param name="mounts">Mount points and the kinds of their file systems.</param>
    /// <param name="silentOf">Which of some folders do not answer.</param>
    public static IReadOnlyList<string> Find(
        IReadOnlyList<string> inputs, IReadOnlyList<(string Point, string Kind)> mounts, Func<IReadOnlyList<string>, IReadOnlyList<string>> silentOf)
    {
        (string Point, string Kind)[] remote = [.. mounts.Where(m => s_remote.Any(r => m.Kind.StartsWith(r, StringComparison.Ordinal)))];
        string[] asked =
        [
            .. inputs.Where(i => mounts.Where(m => MountTable.Holds(m.Point, i)).MaxBy(m => m.Point.Length) is var holder && remote.Contains(holder)),
            .. remote.Select(m => m.Point).Where(p => inputs.Any(i => i != p && MountTable.Holds(i, p))),
        ];
        return asked.Length == 0 ? [] : silentOf([.. asked.Distinct(StringComparer.Ordinal)]);
    }

    // All at once, so that several that are gone cost the time of one. 'find' opens the folder and reads its first entry.
    private static List<string> Ask(IReadOnlyList<string> folders, TimeSpan patience)
    {
        long start = Stopwatch.GetTimestamp();
        List<string> silent = [];
        List<(string Folder, Process Process)> asking = [.. folders.SelectMany(Start)];
        foreach ((string folder, Process process) in asking)
        {
            TimeSpan left = patience - Stopwatch.GetElapsedTime(start);
            if (!process.WaitForExit(left > TimeSpan.Zero ? left : TimeSpan.Zero))
            {
                process.Kill();
                silent.Add(folder);
            }

            process.Dispose();
        }

        return silent;
    }

    private static IEnumerable<(string, Process)> Start(string folder)
    {
        try
        {
            // Nothing of ours goes to it: whoever reads our output to its end would wait for it.
            ProcessStartInfo find = new("find", [folder, "-maxdepth", "0", "-empty"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = "/",
            };
            return Process.Start(find) is { } started ? [(folder, started)] : [];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return []; // There is no 'find' on this machine, and nobody who asks.
        }
    }
}
