using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using OpenCvSharp;

namespace ImageAnalytics.Training.Tests.Datasets;

/// <summary>Small labelled data with known truth.</summary>
internal static class DrawnData
{
    /// <summary>Writes a picture of one colour.</summary>
    public static string Picture(Workspace workspace, string relative, int width = 40, int height = 30, int shade = 90)
    {
        string path = workspace[relative];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using Mat picture = new(height, width, MatType.CV_8UC3, new Scalar(shade, shade / 2, 255 - shade));
        Assert.True(Cv2.ImWrite(path, picture));
        return path;
    }

    /// <summary>An XML file of Pascal VOC around objects that are given as text.</summary>
    public static string Voc(string objects, string filename = "a.png", int width = 40, int height = 30)
        => $"<annotation><filename>{filename}</filename><size><width>{width}</width><height>{height}</height><depth>3</depth></size>{objects}</annotation>";

    /// <summary>An object of Pascal VOC.</summary>
    public static string VocObject(string name, string left, string top, string right, string bottom, int difficult = 0)
        => $"<object><name>{name}</name><difficult>{difficult}</difficult><bndbox><xmin>{left}</xmin><ymin>{top}</ymin><xmax>{right}</xmax><ymax>{bottom}</ymax></bndbox></object>";

    /// <summary>The bytes of an IDX file.</summary>
    public static byte[] Idx(int[] sizes, byte[] values)
    {
        byte[] file = new byte[4 + (4 * sizes.Length) + values.Length];
        (file[2], file[3]) = (8, (byte)sizes.Length);
        for (int d = 0; d < sizes.Length; d++)
        {
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + (4 * d)), sizes[d]);
        }

        values.CopyTo(file, 4 + (4 * sizes.Length));
        return file;
    }

    /// <summary>Packs bytes as gzip does.</summary>
    public static byte[] Packed(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream stream = new(packed, CompressionLevel.Fastest))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    /// <summary>A PNG file of numbers with the colours that show them.</summary>
    public static byte[] PalettePng(int width, byte[] numbers, params (byte R, byte G, byte B)[] colours)
    {
        int height = numbers.Length / width;
        using MemoryStream rows = new();
        using (ZLibStream stream = new(rows, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (byte[] row in numbers.Chunk(width))
            {
                stream.Write([0, .. row]);
            }
        }

        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 3);
        return [0x89, .. "PNG\r\n"u8, 0x1a, 0x0a, .. Chunk("IHDR"u8, header), .. Chunk("PLTE"u8, [.. colours.SelectMany(c => (byte[])[c.R, c.G, c.B])]), .. Chunk("IDAT"u8, rows.ToArray()), .. Chunk("IEND"u8, [])];
    }

    /// <summary>The kinds of a data set's problems, in order.</summary>
    public static IEnumerable<DatasetProblemKind> Kinds(Dataset data) => data.Problems.Select(p => p.Kind);

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] content)
    {
        byte[] chunk = [0, 0, 0, 0, .. type, .. content, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc32.HashToUInt32(chunk.AsSpan(4, chunk.Length - 8)));
        return chunk;
    }
}
