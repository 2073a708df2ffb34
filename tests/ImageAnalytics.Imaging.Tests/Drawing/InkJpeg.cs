using OpenCvSharp;

namespace ImageAnalytics.Imaging.Tests;

/// <summary>Writes JPEG files of four inks: four grey JPEGs put together, one scan for each (ITU-T T.81, annex B).</summary>
internal static class InkJpeg
{
    private const byte Frame = 0xC0, HuffmanTable = 0xC4, Scan = 0xDA, QuantisationTable = 0xDB, Adobe = 0xEE;

    /// <summary>A CMYK JPEG without black.</summary>
    /// <param name="picture">B, G, R.</param>
    /// <param name="adobe">Whether inks are stored inverted, with Adobe's marker; otherwise as they are, without it.</param>
    public static byte[] Write(Mat picture, bool adobe)
    {
        Mat[] colours = Cv2.Split(picture);
        using Mat black = new(picture.Size(), MatType.CV_8UC1, new Scalar(adobe ? 255 : 0));
        byte[][] inks = [.. ((Mat[])[colours[2], colours[1], colours[0]]).Select(c => Ink(c, adobe)), Encode(black)];
        List<byte> jpeg = [0xFF, 0xD8];
        if (adobe)
        {
            jpeg.AddRange([0xFF, Adobe, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0]);
        }

        jpeg.AddRange(Segments(inks[0], QuantisationTable));
        byte[] size = Segments(inks[0], Frame)[4..9];
        jpeg.AddRange([0xFF, Frame, 0, 20, .. size, 4, .. Enumerable.Range(1, 4).SelectMany(i => (byte[])[(byte)i, 0x11, 0])]);
        jpeg.AddRange(Segments(inks[0], HuffmanTable));
        for (int i = 0; i < 4; i++)
        {
            int scan = inks[i].AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, Scan]);
            jpeg.AddRange([0xFF, Scan, 0, 8, 1, (byte)(i + 1), 0, 0, 63, 0, .. inks[i][(scan + 10)..^2]]);
        }

        return [.. jpeg, 0xFF, 0xD9];
    }

    private static byte[] Ink(Mat colour, bool adobe)
    {
        using Mat ink = new();
        Cv2.BitwiseNot(colour, ink);
        return Encode(adobe ? colour : ink);
    }

    private static byte[] Encode(Mat grey) => grey.Encode(".jpg", (int)ImwriteFlags.JpegQuality, 98);

    private static byte[] Segments(byte[] jpeg, byte marker)
    {
        List<byte> found = [];
        for (int at = 2; jpeg[at + 1] != Scan;)
        {
            int length = 2 + ((jpeg[at + 2] << 8) | jpeg[at + 3]);
            found.AddRange(jpeg[at + 1] == marker ? jpeg[at..(at + length)] : []);
            at += length;
        }

        return [.. found];
    }
}
