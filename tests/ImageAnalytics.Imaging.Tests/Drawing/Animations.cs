using System.Buffers.Binary;
using OpenCvSharp;

namespace ImageAnalytics.Imaging.Tests;

/// <summary>Writes animated files whose frames cover part of the canvas, blend and are disposed of.</summary>
internal static class Animations
{
    /// <summary>The formats that can be written.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["gif", "webp", "png", "png after a still"];

    public static byte[] Write(string kind, DrawnFrame[] frames, int width, int height) => kind switch
    {
        "gif" => Gif(frames, width, height),
        "webp" => WebP(frames, width, height),
        "png" => Png(frames, width, height, still: false),
        _ => Png(frames, width, height, still: true),
    };

    /// <summary>A GIF; colour 0 of its palette is transparent, and the picture data are not compressed.</summary>
    public static byte[] Gif(DrawnFrame[] frames, int width, int height)
    {
        List<Vec3b> palette = [default, .. frames.SelectMany(f => Pixels(f.Patch)).Where(p => p.Item3 == 255).Select(Colour).Distinct()];
        List<byte> gif = [.. "GIF89a"u8, .. Two(width), .. Two(height), 0xF6, 0, 0];
        for (int i = 0; i < 128; i++)
        {
            Vec3b colour = i < palette.Count ? palette[i] : default;
            gif.AddRange([colour.Item2, colour.Item1, colour.Item0]);
        }

        foreach (DrawnFrame frame in frames)
        {
            int disposal = frame.Disposal switch { FrameDisposal.Clear => 2, FrameDisposal.Restore => 3, _ => 1 };
            gif.AddRange([0x21, 0xF9, 4, (byte)((disposal << 2) | 1), 10, 0, 0, 0]);
            gif.AddRange([0x2C, .. Two(frame.Left), .. Two(frame.Top), .. Two(frame.Patch.Width), .. Two(frame.Patch.Height), 0, 7]);
            foreach (Vec4b[] run in Pixels(frame.Patch).Chunk(100))
            {
                // A clear code (128) before each run keeps codes from growing to nine bits.
                gif.AddRange([(byte)(run.Length + 1), 128]);
                gif.AddRange(run.Select(p => p.Item3 == 0 ? (byte)0 : (byte)palette.LastIndexOf(Colour(p))));
            }

            gif.AddRange([1, 129, 0]);
        }

        return [.. gif, 0x3B];
    }

    /// <summary>A lossless WebP. It cannot restore what was there: such frames stay.</summary>
    public static byte[] WebP(DrawnFrame[] frames, int width, int height)
    {
        byte[] body = [.. "WEBP"u8, .. Files.RiffChunk("VP8X", [0x12, 0, 0, 0, .. Three(width - 1), .. Three(height - 1)]), .. Files.RiffChunk("ANIM", [0, 0, 0, 0, 0, 0])];
        foreach (DrawnFrame frame in frames)
        {
            byte flags = (byte)((frame.Disposal == FrameDisposal.Clear ? 1 : 0) | (frame.Blends ? 0 : 2));
            byte[] place = [.. Three(frame.Left / 2), .. Three(frame.Top / 2), .. Three(frame.Patch.Width - 1), .. Three(frame.Patch.Height - 1), 100, 0, 0, flags];
            body = [.. body, .. Files.RiffChunk("ANMF", [.. place, .. Chunks(frame.Patch)])];
        }

        return Files.RiffChunk("RIFF", body);
    }

    /// <summary>A PNG whose first frame is the picture that other programs show, or that has such a picture besides.</summary>
    public static byte[] Png(DrawnFrame[] frames, int width, int height, bool still)
    {
        int sequence = 0;
        List<byte> png = [.. Files.PngSignature, .. Files.PngChunk("IHDR", [.. Four(width), .. Four(height), 8, 6, 0, 0, 0])];
        png.AddRange(Files.PngChunk("acTL", [.. Four(frames.Length), .. Four(0)]));
        if (still)
        {
            using Mat picture = new(height, width, MatType.CV_8UC4, new Scalar(9, 99, 199, 255));
            png.AddRange(Data(picture).SelectMany(d => Files.PngChunk("IDAT", d)));
        }

        foreach (DrawnFrame frame in frames)
        {
            bool first = ReferenceEquals(frame, frames[0]) && !still;
            png.AddRange(Files.PngChunk("fcTL",
            [
                .. Four(sequence++), .. Four(frame.Patch.Width), .. Four(frame.Patch.Height), .. Four(frame.Left), .. Four(frame.Top),
                0, 1, 0, 10, (byte)frame.Disposal, (byte)(frame.Blends ? 1 : 0),
            ]));
            foreach (byte[] data in Data(frame.Patch))
            {
                png.AddRange(first ? Files.PngChunk("IDAT", data) : Files.PngChunk("fdAT", [.. Four(sequence++), .. data]));
            }
        }

        return [.. png, .. Files.PngChunk("IEND", [])];
    }

    /// <summary>The contents of a PNG's data chunks.</summary>
    private static List<byte[]> Data(Mat picture)
    {
        byte[] png = picture.Encode(".png");
        List<byte[]> data = [];
        for (int at = 8; at < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (png.AsSpan(at + 4).StartsWith("IDAT"u8))
            {
                data.Add(png[(at + 8)..(at + 8 + length)]);
            }

            at += 12 + length;
        }

        return data;
    }

    /// <summary>What stands in a simple WebP file behind its header.</summary>
    private static byte[] Chunks(Mat picture) => picture.Encode(".webp", (int)ImwriteFlags.WebPQuality, 101)[12..];

    private static IEnumerable<Vec4b> Pixels(Mat picture)
    {
        (int width, int height) = (picture.Width, picture.Height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                yield return picture.Get<Vec4b>(y, x);
            }
        }
    }

    private static Vec3b Colour(Vec4b pixel) => new(pixel.Item0, pixel.Item1, pixel.Item2);

    private static byte[] Two(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] Three(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];

    private static byte[] Four(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
