using System.Buffers.Binary;
using System.IO.Hashing;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Makes PNG files with a palette give their numbers in place of the colours that show them.</summary>
internal static class PalettePng
{
    private const int SignatureLength = 8, ColourType = 25, Indexed = 3;

    /// <summary>The file with a palette in which each number is the grey of that shade; the file itself where it has no palette.</summary>
    /// <param name="png">A PNG file that was looked through before; not changed.</param>
    /// <remarks>Source: PNG specification, third edition, 11.2.3 PLTE and 11.3.1.1 tRNS.</remarks>
    public static byte[] WithNumbers(byte[] png)
    {
        if (png.Length <= ColourType || png[ColourType] != Indexed)
        {
            return png;
        }

        using MemoryStream result = new(png.Length);
        result.Write(png, 0, SignatureLength);
        for (int at = SignatureLength; at + 12 <= png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (length < 0 || length > png.Length - at - 12)
            {
                return png;
            }

            Span<byte> chunk = png.AsSpan(at, length + 12).ToArray();
            ReadOnlySpan<byte> type = chunk.Slice(4, 4);
            if (type.SequenceEqual("PLTE"u8))
            {
                for (int i = 0; i < length; i++)
                {
                    chunk[8 + i] = (byte)(i / 3);
                }

                BinaryPrimitives.WriteUInt32BigEndian(chunk[^4..], Crc32.HashToUInt32(chunk[4..^4]));
            }

            // Without transparency a decoder gives three equal channels.
            if (!type.SequenceEqual("tRNS"u8))
            {
                result.Write(chunk);
            }

            at += length + 12;
        }

        return result.ToArray();
    }
}
