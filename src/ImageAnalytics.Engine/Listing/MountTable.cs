using System.Text.RegularExpressions;

namespace ImageAnalytics.Engine.Listing;

/// <summary>Which mounted file system a path lies on, by what the kernel says of its mounts: no file system is asked, so none can hold the caller.</summary>
internal static partial class MountTable
{
    private const string File = "/proc/self/mountinfo";
    private const int PointField = 4;

    /// <summary>The folder on which the file system of a path is mounted. Symbolic links are not followed.</summary>
    /// <param name="fullPath">Absolute, in path text.</param>
    public static string PointOf(string fullPath) => PointOf(fullPath, System.IO.File.ReadLines(File));

    /// <summary>The same, from given lines.</summary>
    public static string PointOf(string fullPath, IEnumerable<string> mounts)
        => mounts.Select(l => Plain(l.Split(' ')[PointField])).Where(p => Holds(p, fullPath)).MaxBy(p => p.Length) ?? "/";

    /// <summary>The folders on which file systems are mounted, and their kinds.</summary>
    public static IReadOnlyList<(string Point, string Kind)> Read() => [.. System.IO.File.ReadLines(File).Select(Parse)];

    /// <summary>A line of the kernel's table: fields, of which the fifth is the folder; behind a dash the kind.</summary>
    public static (string Point, string Kind) Parse(string line)
    {
        string[] fields = line.Split(' ');
        return (Plain(fields[PointField]), fields[Array.IndexOf(fields, "-") + 1]);
    }

    /// <summary>Whether a path is a folder or lies in it.</summary>
    public static bool Holds(string point, string path)
        => point == "/" || (path.StartsWith(point, StringComparison.Ordinal) && (path.Length == point.Length || path[point.Length] == '/'));

    // Blanks and backslashes are written as \040 and the like.
    private static string Plain(string field) => Escape().Replace(field, m => ((char)Convert.ToInt32(m.Groups[1].Value, 8)).ToString());

    [GeneratedRegex(@"\\([0-7]{3})")]
    private static partial Regex Escape();
}
