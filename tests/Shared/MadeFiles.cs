using System.Security.Cryptography;

namespace ImageAnalytics.Testing;

/// <summary>The pictures that steps made, as files of an output folder.</summary>
internal static class MadeFiles
{
    /// <summary>Path relative to the output folder to content, in order. Fails the test when a file is not named by its content.</summary>
    public static SortedDictionary<string, byte[]> Of(string output)
    {
        string folder = Path.Combine(output, "store", "blobs");
        SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);
        foreach (string file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [])
        {
            byte[] content = File.ReadAllBytes(file);
            string hash = Convert.ToHexStringLower(SHA256.HashData(content)), relative = Path.GetRelativePath(output, file);
            Assert.StartsWith($"store/blobs/{hash[..2]}/{hash}.", relative, StringComparison.Ordinal);
            files.Add(relative, content);
        }

        return files;
    }

    /// <summary>Fails the test unless pictures.csv names exactly the files that are there.</summary>
    public static void AssertNamed(string output, CsvFolder csv)
        => Assert.Equal(Of(output).Keys, csv.Rows("pictures.csv").Select(r => r["file"]).Distinct().Order(StringComparer.Ordinal));
}
