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

    private static bool Holds(string point, string path)
        => point == "/" || (path.StartsWith(point, StringComparison.Ordinal) && (path.Length == point.Length || path[point.Length] == '/'));

    // Blanks and backslashes are written as \040 and the like.
    private static string Plain(string field) => Escape().Replace(field, m => ((char)Convert.ToInt32(m.Groups[1].Value, 8)).ToString());

    [GeneratedRegex(@"\\([0-7]{3})")]
    private static partial Regex Escape();
}
