using System.Buffers.Binary;

namespace ImageAnalytics.Benchmarks;

/// <summary>Finds a JPEG's frame header (ITU-T T.81, B.2.2).</summary>
internal static class JpegFrame
{
    /// <summary>The smaller of height and width.</summary>
    public static int ShortSide(ReadOnlySpan<byte> jpeg)
    {
        for (int at = 2; at + 9 < jpeg.Length; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]))
        {
            byte marker = jpeg[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return Math.Min(BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 5)..]), BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 7)..]));
            }
        }

        throw new InvalidDataException("The JPEG has no frame header.");
    }
}
