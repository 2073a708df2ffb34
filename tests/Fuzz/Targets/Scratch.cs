namespace ImageAnalytics.Fuzz.Targets;

/// <summary>A folder of this process in memory, for readers that want a file.</summary>
internal static class Scratch
{
    private const string Memory = "/dev/shm";
    private static readonly string s_root = Make();

    /// <summary>A sub-folder, made.</summary>
    public static string Folder(string name) => Directory.CreateDirectory(Path.Combine(s_root, name)).FullName;

    /// <summary>Writes a file.</summary>
    /// <param name="path">Its path below the folder.</param>
    /// <param name="bytes">What it holds.</param>
    /// <returns>Its absolute path.</returns>
    public static string Write(string path, byte[] bytes)
    {
        string full = Path.Combine(s_root, path);
        try
        {
            File.WriteAllBytes(full, bytes);
        }
        catch (DirectoryNotFoundException)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllBytes(full, bytes);
        }

        return full;
    }

    private static string Make()
    {
        string root = Path.Combine(Directory.Exists(Memory) ? Memory : Path.GetTempPath(), "imageanalytics-fuzz");
        Directory.CreateDirectory(root);
        // What a process left that was ended is of no use to anyone.
        foreach (string former in Directory.EnumerateDirectories(root).Where(f => !Directory.Exists("/proc/" + Path.GetFileName(f))))
        {
            Directory.Delete(former, recursive: true);
        }

        string own = Directory.CreateDirectory(Path.Combine(root, $"{Environment.ProcessId}")).FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(own, recursive: true);
        return own;
    }
}
