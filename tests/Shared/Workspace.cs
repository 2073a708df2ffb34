using System.Diagnostics;

namespace ImageAnalytics.Testing;

/// <summary>A folder of its own for a test, with a home for the program; gone after the test.</summary>
internal sealed class Workspace : IDisposable
{
    /// <summary>Makes the folder, and an empty home in it.</summary>
    public Workspace()
    {
        Directory.CreateDirectory(Home);
        Directory.CreateDirectory(Temporary);
    }

    /// <summary>The folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("imageanalytics-test-").FullName;

    /// <summary>What the program takes for the user's home.</summary>
    public string Home => this["home"];

    /// <summary>Where the program puts what it needs only for a while.</summary>
    public string Temporary => this["tmp"];

    /// <summary>Where the program looks for models.</summary>
    public string Models => this["models"];

    /// <summary>The absolute path of something in the folder.</summary>
    public string this[string relative] => Path.Combine(Folder, relative);

    /// <summary>Writes a text file, and the folders that lead to it.</summary>
    /// <returns>Its absolute path.</returns>
    public string Write(string relative, string text)
    {
        string path = this[relative];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Every file under a folder of this one, by its path relative to it, in order; empty where there is no such folder.</summary>
    public IReadOnlyList<string> Files(string relative)
        => Directory.Exists(this[relative])
            ? [.. Directory.EnumerateFiles(this[relative], "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(this[relative], f)).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Copies a folder with all that is in it.</summary>
    public static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    // Not Directory.Delete: it cannot remove names that are no UTF-8.
    public void Dispose()
    {
        using Process remove = Process.Start("rm", ["-rf", "--", Folder]);
        remove.WaitForExit();
    }
}
