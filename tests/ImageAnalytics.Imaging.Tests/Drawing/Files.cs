using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using OpenCvSharp;

namespace ImageAnalytics.Imaging.Tests;

/// <summary>Writes files that OpenCV's encoders cannot: interlaced, animated, tiled, oriented.</summary>
internal static class Files
{
    private static readonly (int X, int Y, int StepX, int StepY)[] s_passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>A PNG with Adam7 interlacing.</summary>
    public static byte[] InterlacedPng(Mat picture)
    {
        (int width, int height) = (picture.Width, picture.Height);
        MemoryStream rows = new();
        foreach ((int startX, int startY, int stepX, int stepY) in s_passes)
        {
            for (int y = startY; y < height && startX < width; y += stepY)
            {
                rows.WriteByte(0);
                for (int x = startX; x < width; x += stepX)
                {
                    Vec3b colour = picture.Get<Vec3b>(y, x);
                    rows.Write([colour.Item2, colour.Item1, colour.Item0]);
                }
            }
        }

        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (8, 2, 1);
        return [.. PngSignature, .. PngChunk("IHDR", header), .. PngChunk("IDAT", Deflate(rows.ToArray())), .. PngChunk("IEND", [])];
    }

    public static byte[] PngSignature { get; } = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] PngChunk(string type, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. content];
        byte[] ends = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(ends, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(ends.AsSpan(4), Crc32.HashToUInt32(named));
        return [.. ends[..4], .. named, .. ends[4..]];
    }

    /// <summary>Puts a chunk behind a PNG's header.</summary>
    public static byte[] WithPngChunk(byte[] png, string type, byte[] content) => [.. png[..33], .. PngChunk(type, content), .. png[33..]];

    /// <summary>Puts a segment behind a JPEG's start marker.</summary>
    public static byte[] WithJpegSegment(byte[] jpeg, byte marker, byte[] content)
        => [0xFF, 0xD8, 0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content, .. jpeg[2..]];

    public static byte[] WithExif(byte[] jpeg, byte[] block) => WithJpegSegment(jpeg, 0xE1, [.. "Exif\0\0"u8, .. block]);

    /// <summary>Puts EXIF into a simple WebP file, which becomes an extended one.</summary>
    public static byte[] WebPWithExif(byte[] webp, byte[] block, int width, int height)
    {
        byte[] canvas = [8, 0, 0, 0, (byte)(width - 1), (byte)((width - 1) >> 8), 0, (byte)(height - 1), (byte)((height - 1) >> 8), 0];
        byte[] body = [.. "WEBP"u8, .. RiffChunk("VP8X", canvas), .. webp[12..], .. RiffChunk("EXIF", block)];
        return RiffChunk("RIFF", body);
    }

    /// <summary>An animated WebP of one lossless frame after the other.</summary>
    public static byte[] AnimatedWebP(params Mat[] frames)
    {
        (int width, int height) = (frames[0].Width - 1, frames[0].Height - 1);
        byte[] size = [(byte)width, (byte)(width >> 8), 0, (byte)height, (byte)(height >> 8), 0];
        byte[] body = [.. "WEBP"u8, .. RiffChunk("VP8X", [2, 0, 0, 0, .. size]), .. RiffChunk("ANIM", [0, 0, 0, 255, 0, 0])];
        foreach (Mat frame in frames)
        {
            byte[] picture = frame.Encode(".webp", (int)ImwriteFlags.WebPQuality, 101)[12..];
            body = [.. body, .. RiffChunk("ANMF", [0, 0, 0, 0, 0, 0, .. size, 100, 0, 0, 0, .. picture])];
        }

        return RiffChunk("RIFF", body);
    }

    /// <summary>A GIF of one or more frames of at most 128 colours; its picture data are not compressed.</summary>
    public static byte[] Gif(params Mat[] frames)
    {
        List<Vec3b> palette = [.. frames.SelectMany(Pixels).Distinct().Take(128)];
        (int width, int height) = (frames[0].Width, frames[0].Height);
        List<byte> gif = [.. "GIF89a"u8, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0xF6, 0, 0];
        for (int i = 0; i < 128; i++)
        {
            Vec3b colour = i < palette.Count ? palette[i] : default;
            gif.AddRange([colour.Item2, colour.Item1, colour.Item0]);
        }

        foreach (Mat frame in frames)
        {
            gif.AddRange([0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0, 7]);
            foreach (Vec3b[] run in Pixels(frame).Chunk(100))
            {
                // Eight-bit codes: a clear code (128) before each run keeps them from growing to nine bits.
                gif.Add((byte)(run.Length + 1));
                gif.Add(128);
                gif.AddRange(run.Select(colour => (byte)palette.IndexOf(colour)));
            }

            gif.AddRange([1, 129, 0]);
        }

        gif.Add(0x3B);
        return [.. gif];
    }

    /// <summary>A PAM with alpha of 8 bits.</summary>
    public static byte[] Pam(Mat picture, bool grey)
    {
        (int width, int height) = (picture.Width, picture.Height);
        List<byte> pam = [.. Encoding.ASCII.GetBytes($"P7\nWIDTH {width}\nHEIGHT {height}\nDEPTH {(grey ? 2 : 4)}\nMAXVAL 255\nTUPLTYPE {(grey ? "GRAYSCALE" : "RGB")}_ALPHA\nENDHDR\n")];
        for (int i = 0; i < width * height; i++)
        {
            Vec4b pixel = picture.Get<Vec4b>(i / width, i % width);
            pam.AddRange(grey ? [pixel.Item0, pixel.Item3] : [pixel.Item2, pixel.Item1, pixel.Item0, pixel.Item3]);
        }

        return [.. pam];
    }

    private static IEnumerable<Vec3b> Pixels(Mat picture)
    {
        (int width, int height) = (picture.Width, picture.Height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                yield return picture.Get<Vec3b>(y, x);
            }
        }
    }

    public static byte[] RiffChunk(string type, byte[] content)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        return [.. Encoding.ASCII.GetBytes(type), .. length, .. content, .. (content.Length % 2 == 0 ? Array.Empty<byte>() : [0])];
    }

    public static byte[] Deflate(byte[] bytes)
    {
        MemoryStream packed = new();
        using (ZLibStream stream = new(packed, CompressionLevel.Fastest))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }
}
