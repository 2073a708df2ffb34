using System.Buffers.Binary;

namespace ImageAnalytics.Imaging;

/// <summary>Walks the boxes of a JP2 file and the tile parts of its codestream (ITU-T T.800, annexes A and I) to the end marker.</summary>
internal static class Jpeg2000Inspector
{
    public static Inspection Inspect(ReadOnlySpan<byte> bytes)
    {
        Inspection found = new(ImageFormat.Jpeg2000);
        if (bytes[0] == 0xFF)
        {
            WalkCodestream(found, bytes, bytes.Length);
            return found;
        }

        long at = 0;
        while (found.Failure is null)
        {
            if (at + 8 > bytes.Length)
            {
                found.FailTruncated(bytes.Length, "before its picture data");
                break;
            }

            ReadOnlySpan<byte> box = bytes[(int)at..];
            long length = BinaryPrimitives.ReadUInt32BigEndian(box);
            int header = 8;
            if (length == 1 && box.Length >= 16)
            {
                length = (long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(box[8..]), long.MaxValue / 2);
                header = 16;
            }

            length = length == 0 ? box.Length : length;
            if (length < header)
            {
                found.FailDamaged($"its box at byte {at} has the impossible length {length}");
            }
            else if (box[4..].StartsWith("jp2c"u8))
            {
                WalkCodestream(found, box[header..(int)Math.Min(length, box.Length)], bytes.Length);
                break;
            }

            at += length;
        }

        return found;
    }

    private static void WalkCodestream(Inspection found, ReadOnlySpan<byte> stream, long fileLength)
    {
        int at = 2;
        while (found.Failure is null)
        {
            if (at + 4 > stream.Length)
            {
                bool complete = at + 2 == stream.Length && stream[at] == 0xFF && stream[at + 1] == 0xD9;
                if (!complete)
                {
                    found.FailTruncated(fileLength, "before its end marker");
                }

                break;
            }

            int marker = BinaryPrimitives.ReadUInt16BigEndian(stream[at..]), length = BinaryPrimitives.ReadUInt16BigEndian(stream[(at + 2)..]);
            if (marker == 0xFFD9)
            {
                break;
            }

            if (marker < 0xFF01)
            {
                found.FailDamaged("a marker is missing in its codestream");
            }
            else if (marker == 0xFF51 && length >= 38 && at + 2 + length <= stream.Length)
            {
                ReadSize(found, stream[(at + 4)..]);
            }
            else if (marker == 0xFF90 && at + 12 <= stream.Length)
            {
                long part = BinaryPrimitives.ReadUInt32BigEndian(stream[(at + 6)..]);
                long next = part == 0 ? EndOfLastPart(stream) : at + part;
                if (next > stream.Length - 2 || next <= at)
                {
                    found.FailTruncated(fileLength, "inside its picture data");
                    break;
                }

                at = (int)next;
                continue;
            }

            at += 2 + length;
        }
    }

    private static long EndOfLastPart(ReadOnlySpan<byte> stream)
        => stream.TrimEnd((byte)0).EndsWith((ReadOnlySpan<byte>)[0xFF, 0xD9]) ? stream.TrimEnd((byte)0).Length - 2 : long.MaxValue;

    private static void ReadSize(Inspection found, ReadOnlySpan<byte> size)
    {
        long right = BinaryPrimitives.ReadUInt32BigEndian(size[2..]), bottom = BinaryPrimitives.ReadUInt32BigEndian(size[6..]);
        long left = BinaryPrimitives.ReadUInt32BigEndian(size[10..]), top = BinaryPrimitives.ReadUInt32BigEndian(size[14..]);
        found.HasAlpha = BinaryPrimitives.ReadUInt16BigEndian(size[34..]) is 2 or 4;
        found.SetSize(right - left, bottom - top);
    }
}
