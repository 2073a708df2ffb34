using OpenCvSharp;

namespace ImageAnalytics.Imaging;

/// <summary>
/// Decodes Netpbm files whose structure was checked (netpbm's pbm, pgm, ppm and pam pages). OpenCV 4.13 is not asked: it leaves samples
/// as they are whatever their largest value is, swaps the colours of a PAM, and shows other things in place of pictures with alpha.
/// </summary>
internal static unsafe class PnmDecoder
{
    /// <summary>Decodes.</summary>
    /// <returns>B, G, R or B, G, R, A, scaled to 8 bits, or to 16 where samples have more than 8. The caller disposes it.</returns>
    public static Mat Decode(ReadOnlySpan<byte> bytes, Inspection found)
    {
        PnmLayout layout = found.Pnm!;
        bool alpha = layout.Channels is 2 or 4, deep = layout.Largest > byte.MaxValue;
        int channels = alpha ? 4 : 3;
        Mat picture = new(found.Height, found.Width, deep ? MatType.CV_16UC(channels) : MatType.CV_8UC(channels));
        ushort[] row = new ushort[found.Width * layout.Channels];
        int at = layout.Start;
        for (int y = 0; y < found.Height; y++)
        {
            at = layout switch
            {
                { Kind: 1 } => ReadDigits(bytes, at, row),
                { IsText: true } => ReadNumbers(bytes, at, row),
                { Kind: 4 } => ReadBits(bytes, at, row),
                _ => ReadBinary(bytes, at, row, layout.SampleBytes),
            };
            Scale(row, layout);
            if (deep)
            {
                Arrange(row, layout.Channels, new Span<ushort>((void*)picture.Ptr(y), found.Width * channels), channels);
            }
            else
            {
                Arrange(row, layout.Channels, new Span<byte>((void*)picture.Ptr(y), found.Width * channels), channels);
            }
        }

        return picture;
    }

    private static int ReadBinary(ReadOnlySpan<byte> bytes, int at, Span<ushort> row, int sampleBytes)
    {
        for (int i = 0; i < row.Length; i++, at += sampleBytes)
        {
            row[i] = (ushort)(sampleBytes == 1 ? bytes[at] : (bytes[at] << 8) | bytes[at + 1]);
        }

        return at;
    }

    private static int ReadBits(ReadOnlySpan<byte> bytes, int at, Span<ushort> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = (ushort)((bytes[at + (i >> 3)] >> (7 - (i & 7))) & 1);
        }

        return at + ((row.Length + 7) / 8);
    }

    private static int ReadDigits(ReadOnlySpan<byte> bytes, int at, Span<ushort> row)
    {
        for (int i = 0; i < row.Length; at++)
        {
            if (bytes[at] is (byte)'0' or (byte)'1')
            {
                row[i++] = (ushort)(bytes[at] - '0');
            }
        }

        return at;
    }

    private static int ReadNumbers(ReadOnlySpan<byte> bytes, int at, Span<ushort> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            while (!char.IsAsciiDigit((char)bytes[at]))
            {
                at++;
            }

            int number = 0;
            for (; at < bytes.Length && char.IsAsciiDigit((char)bytes[at]); at++)
            {
                number = Math.Min((number * 10) + bytes[at] - '0', ushort.MaxValue);
            }

            row[i] = (ushort)number;
        }

        return at;
    }

    /// <summary>To 0 to 255, or to 0 to 65535 where there are more than 8 bits, rounded to the nearest; in a bitmap 1 is black.</summary>
    private static void Scale(Span<ushort> row, PnmLayout layout)
    {
        int full = layout.Largest > byte.MaxValue ? ushort.MaxValue : byte.MaxValue, largest = layout.Largest;
        bool bitmap = layout.Kind is 1 or 4;
        for (int i = 0; i < row.Length; i++)
        {
            long value = Math.Min(row[i], largest);
            row[i] = (ushort)(bitmap ? (value == 0 ? full : 0) : largest == full ? value : ((value * full) + (largest / 2)) / largest);
        }
    }

    private static void Arrange<T>(ReadOnlySpan<ushort> row, int from, Span<T> to, int channels) where T : unmanaged, System.Numerics.INumberBase<T>
    {
        bool colour = from >= 3;
        for (int i = 0, o = 0; o < to.Length; i += from, o += channels)
        {
            to[o] = T.CreateTruncating(row[colour ? i + 2 : i]);
            to[o + 1] = T.CreateTruncating(row[colour ? i + 1 : i]);
            to[o + 2] = T.CreateTruncating(row[i]);
            if (channels == 4)
            {
                to[o + 3] = T.CreateTruncating(row[i + from - 1]);
            }
        }
    }
}
