using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ImageAnalytics.Engine.Fingerprints;

/// <summary>The identity of files and folders that a plugin reads besides its models.</summary>
public static class FileContents
{
    /// <summary>SHA-256 over the contents of files, and over the names and contents of all files of folders. Where they lie does not matter.</summary>
    /// <param name="paths">Absolute paths of files and folders, in a fixed order.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    /// <exception cref="IOException">One cannot be read.</exception>
    public static string Hash(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        StringBuilder list = new();
        foreach (string path in paths)
        {
            if (File.Exists(path))
            {
                Append(list, path, "");
                continue;
            }

            foreach (string file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(path, f)).Order(StringComparer.Ordinal))
            {
                Append(list, Path.Combine(path, file), file);
            }

            list.Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list.ToString())));
    }

    /// <summary>As <see cref="Hash"/>, of one file or folder; null where it cannot be read.</summary>
    internal static string? TryHash(string path)
    {
        try
        {
            return Hash([path]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Append(StringBuilder list, string path, string name)
    {
        using FileStream stream = File.OpenRead(path);
        list.Append(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(SHA256.HashData(stream))} {name}\n");
    }
}
