using System.Buffers.Binary;

namespace ImageAnalytics.Imaging;

/// <summary>
/// Copies what a PNG's pixels need: header, palette, picture data, end. Texts, profiles and animation are left out, because libpng
/// writes its complaints about them to standard error, unpacks them whatever their size, and gives up over a fault in one.
/// </summary>
internal static class PngCleaner
{
    /// <summary>Copies the critical chunks of a PNG whose structure was checked.</summary>
    /// <param name="png">The file.</param>
    /// <param name="copy">Receives the copy; at least as long as the file.</param>
    /// <param name="withTransparency">Whether the chunk that makes colours transparent is kept.</param>
    /// <returns>Bytes written.</returns>
    public static int CopyCritical(ReadOnlySpan<byte> png, Span<byte> copy, bool withTransparency)
    {
        png[..8].CopyTo(copy);
        int written = 8;
        for (int at = 8; at + 12 <= png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png[at..]) + 12;
            ReadOnlySpan<byte> chunk = png.Slice(at, length);
            if (IsCritical(chunk[4]) || (withTransparency && chunk[4..].StartsWith("tRNS"u8)))
            {
                chunk.CopyTo(copy[written..]);
                written += length;
            }

            if (chunk[4..].StartsWith("IEND"u8))
            {
                break;
            }

            at += length;
        }

        return written;
    }

    /// <summary>Whether the pixels depend on a chunk, by the case of its name's first letter (PNG specification, section 5.4).</summary>
    public static bool IsCritical(byte firstLetter) => (firstLetter & 0x20) == 0;
}
