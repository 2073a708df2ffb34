using System.Buffers.Binary;

namespace ImageAnalytics.Imaging;

/// <summary>Walks the chunks of a WebP file (RFC 9649) and checks that each lies inside the file and inside its parent.</summary>
internal static class WebPInspector
{
    public static Inspection Inspect(ReadOnlySpan<byte> bytes)
    {
        Inspection found = new(ImageFormat.WebP);
        long end = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) + 8L;
        bool truncated = end > bytes.Length;
        int frames = 0;
        bool picture = WalkChunks(found, bytes, 12, (int)Math.Min(end, bytes.Length), ref frames);
        if (truncated)
        {
            found.FailTruncated(bytes.Length, $"but its header announces {end}");
        }
        else if (!picture)
        {
            found.FailDamaged("it ends without any picture data");
        }

        found.Pages = Math.Max(1, frames);
        return found;
    }

    private static bool WalkChunks(Inspection found, ReadOnlySpan<byte> bytes, int at, int end, ref int frames, bool inFrame = false)
    {
        bool picture = false;
        while (end - at >= 8 && found.Failure is null)
        {
            ReadOnlySpan<byte> type = bytes.Slice(at, 4);
            long length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]);
            at += 8;
            ReadOnlySpan<byte> content = bytes[at..(int)Math.Min(at + length, end)];
            if (type.SequenceEqual("VP8X"u8) && content.Length >= 10 && !inFrame)
            {
                found.HasAlpha |= (content[0] & 0x10) != 0;
                found.SetSize(ReadUInt24(content[4..]) + 1, ReadUInt24(content[7..]) + 1);
            }
            else if (type.SequenceEqual("ALPH"u8))
            {
                found.HasAlpha = true;
            }
            else if (type.SequenceEqual("VP8 "u8))
            {
                ReadLossy(found, content, length);
                picture = true;
            }
            else if (type.SequenceEqual("VP8L"u8))
            {
                ReadLossless(found, content);
                picture = true;
            }
            else if (type.SequenceEqual("ANMF"u8) && content.Length >= 16 && !inFrame)
            {
                found.HasAlpha |= frames++ == 0 && (content[..6].ContainsAnyExcept((byte)0) || ReadUInt24(content[6..]) + 1 < found.Width || ReadUInt24(content[9..]) + 1 < found.Height);
                int none = 0;
                picture |= WalkChunks(found, bytes, at + 16, at + content.Length, ref none, inFrame: true);
            }
            else if (type.SequenceEqual("EXIF"u8) && !inFrame)
            {
                int skip = content.StartsWith("Exif\0\0"u8) ? 6 : 0;
                found.Exif = (at + skip)..(at + content.Length);
            }

            if (at + length > end)
            {
                if (end == bytes.Length)
                {
                    found.FailTruncated(bytes.Length, $"inside its chunk {Name(type)}");
                }
                else
                {
                    found.FailDamaged($"its chunk {Name(type)} is longer than what holds it");
                }
            }

            at = (int)Math.Min(at + length + (length & 1), end);
        }

        return picture;
    }

    private static void ReadLossy(Inspection found, ReadOnlySpan<byte> content, long length)
    {
        if (content.Length < 10)
        {
            return;
        }

        if (content[3] != 0x9D || content[4] != 0x01 || content[5] != 0x2A || (content[0] & 1) != 0)
        {
            found.FailDamaged("its picture data do not begin with a key frame");
            return;
        }

        // RFC 6386, section 9.1: the first partition's length is in the frame tag.
        if ((ReadUInt24(content) >> 5) + 10 > length)
        {
            found.FailDamaged("the first partition of its picture data is longer than the data");
            return;
        }

        if (!found.HasSize)
        {
            found.SetSize(
                BinaryPrimitives.ReadUInt16LittleEndian(content[6..]) & 0x3FFF,
                BinaryPrimitives.ReadUInt16LittleEndian(content[8..]) & 0x3FFF);
        }
    }

    private static void ReadLossless(Inspection found, ReadOnlySpan<byte> content)
    {
        if (content.Length < 5)
        {
            return;
        }

        if (content[0] != 0x2F)
        {
            found.FailDamaged("its lossless picture data do not begin with their signature");
            return;
        }

        uint packed = BinaryPrimitives.ReadUInt32LittleEndian(content[1..]);
        found.HasAlpha |= (packed & (1u << 28)) != 0;
        if (!found.HasSize)
        {
            found.SetSize((packed & 0x3FFF) + 1, ((packed >> 14) & 0x3FFF) + 1);
        }
    }

    private static int ReadUInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static string Name(ReadOnlySpan<byte> type)
    {
        string name = System.Text.Encoding.ASCII.GetString(type).Trim();
        return name.All(char.IsAsciiLetterOrDigit) ? name : "with an unknown name";
    }
}
