using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace ImageAnalytics.Benchmarks;

/// <summary>A folder of photographs with different contents, made from a few.</summary>
internal static class Photographs
{
    private static readonly string[] s_archives = ["data/coco-val50/coco-val50.zip", "data/photos/photos.zip"];

    /// <summary>Writes photographs; each differs from the others by a JPEG comment, so that none can be reused for another.</summary>
    public static IReadOnlyList<string> Write(string shared, string folder, int count)
    {
        List<byte[]> originals = [.. s_archives.SelectMany(archive => Read(Path.Combine(shared, archive)))];
        Directory.CreateDirectory(folder);
        List<string> paths = [];
        for (int i = 0; i < count; i++)
        {
            string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"photo-{i:D5}.jpg"));
            File.WriteAllBytes(path, WithComment(originals[i % originals.Count], $"benchmark {i}"));
            paths.Add(path);
        }

        return paths;
    }

    private static IEnumerable<byte[]> Read(string archive)
    {
        using ZipArchive zip = ZipFile.OpenRead(archive);
        foreach (ZipArchiveEntry entry in zip.Entries.Where(e => e.FullName.EndsWith(".jpg", StringComparison.OrdinalIgnoreCase)).OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            using MemoryStream content = new();
            using Stream stream = entry.Open();
            stream.CopyTo(content);
            yield return content.ToArray();
        }
    }

    // A COM segment right behind the start marker (ITU-T T.81, B.2.4.5): the length counts itself.
    private static byte[] WithComment(byte[] jpeg, string text)
    {
        byte[] comment = Encoding.ASCII.GetBytes(text);
        int length = comment.Length + 2;
        return [jpeg[0], jpeg[1], 0xFF, 0xFE, (byte)(length >> 8), (byte)length, .. comment, .. jpeg.AsSpan(2)];
    }
}
