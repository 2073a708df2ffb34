using System.Buffers.Binary;
using System.IO.Compression;
using ImageAnalytics.Sdk;

namespace PaintPlugin;

/// <summary>Writes PNG files (ISO/IEC 15948): 8-bit RGB, rows without a filter.</summary>
internal static class PngFile
{
    private static readonly byte[] s_signature = [0x89, .. "PNG\r\n\u001a\n"u8];

    public static byte[] NegativeOf(PixelView pixels)
    {
        using MemoryStream file = new();
        file.Write(s_signature);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, pixels.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), pixels.Height);
        (header[8], header[9]) = (8, 2);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Compress(pixels));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Compress(PixelView pixels)
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Fastest))
        {
            byte[] row = new byte[1 + (pixels.Width * PixelView.Channels)];
            for (int y = 0; y < pixels.Height; y++)
            {
                ReadOnlySpan<byte> bgr = pixels.Row(y);
                for (int x = 0; x < bgr.Length; x += PixelView.Channels)
                {
                    (row[x + 1], row[x + 2], row[x + 3]) = ((byte)~bgr[x + 2], (byte)~bgr[x + 1], (byte)~bgr[x]);
                }

                zlib.Write(row);
            }
        }

        return packed.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] checkedPart = [.. type, .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(checkedPart);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(checkedPart));
        file.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte one in bytes)
        {
            crc ^= one;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320 : 0);
            }
        }

        return ~crc;
    }
}
