using System.Buffers.Binary;

namespace ImageAnalytics.Imaging;

/// <summary>Walks the blocks of a GIF (GIF89a specification, section 17 and following) to its trailer.</summary>
internal static class GifInspector
{
    private const byte Extension = 0x21, Control = 0xF9, Frame = 0x2C, Trailer = 0x3B;

    public static Inspection Inspect(ReadOnlySpan<byte> bytes)
    {
        Inspection found = new(ImageFormat.Gif);
        if (bytes.Length < 13)
        {
            found.FailTruncated(bytes.Length, "inside its header");
            return found;
        }

        if (!found.SetSize(BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..])))
        {
            return found;
        }

        bool palette = (bytes[10] & 0x80) != 0;
        int at = 13 + TableBytes(bytes[10]);
        int frames = 0;
        bool transparent = false;
        while (found.Failure is null)
        {
            if (at >= bytes.Length)
            {
                found.FailTruncated(bytes.Length, "before its end mark");
            }
            else if (bytes[at] == Trailer)
            {
                break;
            }
            else if (bytes[at] == Extension)
            {
                transparent |= at + 3 < bytes.Length && bytes[at + 1] == Control && (bytes[at + 3] & 1) != 0;
                at = SkipBlocks(found, bytes, at + 2);
            }
            else if (bytes[at] == Frame)
            {
                found.HasAlpha |= frames == 0 && (transparent || !CoversCanvas(found, bytes, at + 1));
                at = SkipFrame(found, bytes, at + 1, palette);
                frames++;
            }
            else if (frames > 0)
            {
                found.HurtDamaged($"no block begins at byte {at}, where one should");
                break;
            }
            else
            {
                found.FailDamaged($"no block begins at byte {at}, where one should");
            }
        }

        if (frames == 0)
        {
            found.FailDamaged("it ends without any picture data");
        }

        found.Pages = Math.Max(1, frames);
        return found;
    }

    private static bool CoversCanvas(Inspection found, ReadOnlySpan<byte> bytes, int at)
        => at + 8 <= bytes.Length
            && BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]) == 0
            && BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 4)..]) >= found.Width
            && BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 6)..]) >= found.Height;

    private static int SkipFrame(Inspection found, ReadOnlySpan<byte> bytes, int at, bool palette)
    {
        if (at + 9 > bytes.Length)
        {
            return bytes.Length;
        }

        // A frame that reaches over the canvas makes some decoders enlarge it.
        found.SetWorkingSize(
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) + BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 4)..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 2)..]) + BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 6)..]));
        byte flags = bytes[at + 8];
        if (!palette && (flags & 0x80) == 0)
        {
            found.HurtDamaged("a frame has no palette, so its colours are unknown");
        }

        return SkipBlocks(found, bytes, at + 9 + TableBytes(flags) + 1);
    }

    private static int SkipBlocks(Inspection found, ReadOnlySpan<byte> bytes, int at)
    {
        while (at < bytes.Length && bytes[at] != 0)
        {
            at += bytes[at] + 1;
        }

        if (at >= bytes.Length)
        {
            found.FailTruncated(bytes.Length, "inside a block of picture data");
        }

        return at + 1;
    }

    private static int TableBytes(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
}
