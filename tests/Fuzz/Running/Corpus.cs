using System.Security.Cryptography;

namespace ImageAnalytics.Fuzz.Running;

/// <summary>Folders of inputs, each file named by its content.</summary>
internal static class Corpus
{
    /// <summary>The inputs of folders, each once, in the order of their names; a folder that is missing is empty.</summary>
    public static IReadOnlyList<byte[]> Read(params string[] folders)
        => [.. folders.Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*.bin")).GroupBy(f => Path.GetFileName(f), StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => File.ReadAllBytes(g.First()))];

    /// <summary>Adds an input.</summary>
    public static void Add(string folder, byte[] input)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, NameOf(input)), input);
    }

    /// <summary>The name of an input's file.</summary>
    public static string NameOf(byte[] input) => Convert.ToHexStringLower(SHA256.HashData(input).AsSpan(0, 8)) + ".bin";
}
