using System.Buffers.Binary;

namespace ImageAnalytics.Benchmarks;

/// <summary>A JPEG's size, from its frame header (ITU-T T.81, B.2.2).</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
internal readonly record struct JpegFrame(int Width, int Height)
{
    /// <summary>Reads the header.</summary>
    public static JpegFrame Read(ReadOnlySpan<byte> jpeg)
    {
        for (int at = 2; at + 9 < jpeg.Length; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]))
        {
            byte marker = jpeg[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return new JpegFrame(BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 5)..]));
            }
        }

        throw new InvalidDataException("The JPEG has no frame header.");
    }

    /// <summary>The largest reduction at which both sides still reach a network's input.</summary>
    public int ReductionFor(int side) => (Math.Min(Width, Height) / side) switch { >= 8 => 8, >= 4 => 4, >= 2 => 2, _ => 1 };
}
