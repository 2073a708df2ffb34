using System.Runtime.InteropServices;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Imaging;

/// <summary>
/// Arithmetic on pixels with alpha: B, G, R, A of 8 or 16 bits, colours straight (not multiplied by alpha) unless said otherwise.
/// Compositing is the "over" operator of Porter and Duff, Compositing Digital Images, SIGGRAPH 1984, section 4.1, rounded to the nearest.
/// </summary>
internal static unsafe class AlphaPixels
{
    private const int Channels = 4;

    /// <summary>Puts pixels on a background of one colour, or drops their alpha.</summary>
    /// <param name="pixels">CV_8UC4 or CV_16UC4; borrowed.</param>
    /// <param name="background">The colour; null to drop alpha and show the colours as they are stored.</param>
    /// <param name="multiplied">Whether the colours are multiplied by alpha already.</param>
    /// <returns>CV_8UC3; of 16 bits the upper 8. The caller disposes it.</returns>
    public static Mat Flatten(Mat pixels, BackgroundColour? background, bool multiplied = false)
    {
        int rows = pixels.Rows, columns = pixels.Cols;
        bool deep = pixels.Depth() == MatType.CV_16U;
        Mat flat = new(rows, columns, MatType.CV_8UC3);
        for (int y = 0; y < rows; y++)
        {
            Span<byte> to = new((void*)flat.Ptr(y), columns * PixelView.Channels);
            if (deep)
            {
                FlattenRow(new ReadOnlySpan<ushort>((void*)pixels.Ptr(y), columns * Channels), to, background, multiplied);
            }
            else
            {
                FlattenRow(new ReadOnlySpan<byte>((void*)pixels.Ptr(y), columns * Channels), to, background, multiplied);
            }
        }

        return flat;
    }

    /// <summary>The upper eight bits of samples of 16. Takes ownership of the pixels, which are returned themselves when they have 8 bits.</summary>
    public static Mat ToEightBits(Mat pixels)
    {
        if (pixels.Depth() == MatType.CV_8U)
        {
            return pixels;
        }

        using (pixels)
        {
            int rows = pixels.Rows, samples = pixels.Cols * pixels.Channels();
            Mat upper = new(rows, pixels.Cols, MatType.CV_8UC(pixels.Channels()));
            for (int y = 0; y < rows; y++)
            {
                // Samples lie in memory low byte first on all machines that this runs on.
                ReadOnlySpan<byte> from = new((void*)pixels.Ptr(y), samples * 2);
                Span<byte> to = new((void*)upper.Ptr(y), samples);
                for (int i = 0; i < to.Length; i++)
                {
                    to[i] = from[(i * 2) + 1];
                }
            }

            return upper;
        }
    }

    /// <summary>Draws pixels over others. What was not opaque before may stay so.</summary>
    public static void DrawOver(ReadOnlySpan<byte> from, Span<byte> to)
    {
        ReadOnlySpan<uint> source = MemoryMarshal.Cast<byte, uint>(from);
        Span<uint> target = MemoryMarshal.Cast<byte, uint>(to);
        for (int i = 0; i < source.Length; i++)
        {
            int alpha = (int)(source[i] >> 24);
            if (alpha == byte.MaxValue)
            {
                target[i] = source[i];
            }
            else if (alpha > 0)
            {
                DrawOver(from.Slice(i * Channels, Channels), to.Slice(i * Channels, Channels), alpha);
            }
        }
    }

    private static void DrawOver(ReadOnlySpan<byte> from, Span<byte> to, int alpha)
    {
        // All in 255ths of 255ths, so that it is rounded once.
        int above = alpha * 255, below = to[3] * (255 - alpha), both = above + below;
        for (int c = 0; c < 3; c++)
        {
            to[c] = (byte)(((from[c] * above) + (to[c] * below) + (both / 2)) / both);
        }

        to[3] = (byte)((both + 127) / 255);
    }

    private static void FlattenRow(ReadOnlySpan<byte> from, Span<byte> to, BackgroundColour? background, bool multiplied)
    {
        int blue = background?.Blue ?? 0, green = background?.Green ?? 0, red = background?.Red ?? 0;
        for (int i = 0, o = 0; i < from.Length; i += Channels, o += PixelView.Channels)
        {
            int alpha = from[i + 3];
            if (background is null || alpha == 255)
            {
                (to[o], to[o + 1], to[o + 2]) = (from[i], from[i + 1], from[i + 2]);
                continue;
            }

            int factor = multiplied ? 255 : alpha, rest = 255 - alpha;
            to[o] = (byte)Math.Min(255, ((from[i] * factor) + (blue * rest) + 127) / 255);
            to[o + 1] = (byte)Math.Min(255, ((from[i + 1] * factor) + (green * rest) + 127) / 255);
            to[o + 2] = (byte)Math.Min(255, ((from[i + 2] * factor) + (red * rest) + 127) / 255);
        }
    }

    private static void FlattenRow(ReadOnlySpan<ushort> from, Span<byte> to, BackgroundColour? background, bool multiplied)
    {
        const long Full = ushort.MaxValue;
        long blue = (background?.Blue ?? 0) * 257L, green = (background?.Green ?? 0) * 257L, red = (background?.Red ?? 0) * 257L;
        for (int i = 0, o = 0; i < from.Length; i += Channels, o += PixelView.Channels)
        {
            long alpha = background is null ? Full : from[i + 3], factor = multiplied ? Full : alpha, rest = Full - alpha;
            to[o] = (byte)(Math.Min(Full, ((from[i] * factor) + (blue * rest) + (Full / 2)) / Full) >> 8);
            to[o + 1] = (byte)(Math.Min(Full, ((from[i + 1] * factor) + (green * rest) + (Full / 2)) / Full) >> 8);
            to[o + 2] = (byte)(Math.Min(Full, ((from[i + 2] * factor) + (red * rest) + (Full / 2)) / Full) >> 8);
        }
    }
}
