using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ImageAnalytics.Engine.Plugins;

/// <summary>The identity of a plugin's bytes.</summary>
public static class PluginContent
{
    private static readonly HashSet<string> s_withoutEffect = new([".pdb", ".xml", ".md"], StringComparer.OrdinalIgnoreCase);

    /// <summary>SHA-256 over the names and bytes of all files of a plugin folder, but for debugging symbols and documentation.</summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static string Hash(string folder)
    {
        StringBuilder list = new();
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => !s_withoutEffect.Contains(Path.GetExtension(f)))
            .Select(f => Path.GetRelativePath(folder, f))
            .Order(StringComparer.Ordinal))
        {
            using FileStream stream = File.OpenRead(Path.Combine(folder, file));
            list.Append(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(SHA256.HashData(stream))} {file}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list.ToString())));
    }
}
