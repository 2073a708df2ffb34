using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace ImageAnalytics.Imaging;

/// <summary>Walks the chunks of a PNG (W3C PNG specification, third edition, section 5) and checks every checksum.</summary>
internal static class PngInspector
{
    private const int ChunkOverhead = 12;

    /// <summary>What a compressed text may unpack to, unless it was honestly that long.</summary>
    private const int TextBytes = 1 << 20;

    private const int SuspiciousRatio = 200;

    public static Inspection Inspect(ReadOnlySpan<byte> bytes)
    {
        Inspection found = new(ImageFormat.Png);
        int at = 8;
        bool palette = false, data = false, end = false;
        while (found.Failure is null && !end)
        {
            if (bytes.Length - at < ChunkOverhead)
            {
                found.FailTruncated(bytes.Length, data ? "before its end chunk" : "before its picture data");
                break;
            }

            uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            ReadOnlySpan<byte> type = bytes.Slice(at + 4, 4);
            if (!IsType(type))
            {
                found.FailDamaged($"no chunk begins at byte {at}, where one should");
                break;
            }

            string name = System.Text.Encoding.ASCII.GetString(type);
            if (at == 8 && name != "IHDR")
            {
                found.FailDamaged($"its first chunk is {name}; expected IHDR");
                break;
            }

            if (length > bytes.Length - at - ChunkOverhead)
            {
                found.FailTruncated(bytes.Length, $"inside its chunk {name}");
                break;
            }

            ReadOnlySpan<byte> content = bytes.Slice(at + 8, (int)length);
            CheckSum(found, bytes.Slice(at + 4, (int)length + 4), BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 8 + (int)length)..]), name);
            found.HasExtras |= !PngCleaner.IsCritical(type[0]);
            switch (name)
            {
                case "IHDR" when at == 8:
                    ReadHeader(found, content);
                    break;
                case "PLTE":
                    palette = true;
                    break;
                case "IDAT":
                    data = true;
                    break;
                case "IEND":
                    end = true;
                    break;
                case "eXIf":
                    found.Exif = (at + 8)..(at + 8 + (int)length);
                    break;
                case "acTL" when length >= 4:
                    found.Pages = (int)Math.Clamp(BinaryPrimitives.ReadUInt32BigEndian(content), 1, 1_000_000);
                    break;
                case "tRNS":
                    ReadTransparency(found, content, bytes[24], bytes[25]);
                    break;
                case "zTXt" or "iTXt" or "iCCP":
                    CheckText(found, content, name);
                    break;
                default:
                    break;
            }

            at += ChunkOverhead + (int)length;
        }

        if (end && !data)
        {
            found.FailDamaged("it ends without any picture data");
        }

        if (end && !palette && bytes[25] == 3)
        {
            found.FailDamaged("its palette is missing");
        }

        return found;
    }

    private static void CheckSum(Inspection found, ReadOnlySpan<byte> typeAndContent, uint expected, string name)
    {
        if (Crc32.HashToUInt32(typeAndContent) == expected)
        {
            return;
        }

        // The picture does not depend on chunks whose name begins with a small letter.
        string what = $"the checksum of its chunk {name} is wrong";
        if (PngCleaner.IsCritical((byte)name[0]))
        {
            found.FailDamaged(what);
        }
        else
        {
            found.HurtDamaged(what);
        }
    }

    private static void ReadHeader(Inspection found, ReadOnlySpan<byte> header)
    {
        if (header.Length != 13)
        {
            found.FailDamaged($"its header has {header.Length} bytes; expected 13");
            return;
        }

        int depth = header[8], colour = header[9];
        bool right = colour switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            3 => depth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => depth is 8 or 16,
            _ => false,
        };
        if (!right || header[10] != 0 || header[11] != 0 || header[12] > 1)
        {
            found.FailDamaged($"its header announces colour type {colour} with {depth} bits, which does not exist");
            return;
        }

        found.HasAlpha = colour is 4 or 6;
        found.SetSize(BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
    }

    /// <summary>What makes colours transparent where there is no alpha channel (section 11.3.1.1).</summary>
    private static void ReadTransparency(Inspection found, ReadOnlySpan<byte> content, int depth, int colour)
    {
        found.HasAlpha |= colour is 0 or 2 or 3;
        if (colour == 0 && content.Length >= 2)
        {
            int grey = BinaryPrimitives.ReadUInt16BigEndian(content) & ((1 << depth) - 1);
            found.TransparentGrey = depth < 8 ? grey * 255 / ((1 << depth) - 1) : grey;
        }
    }

    /// <summary>A few kilobytes of text that unpack to very much more are an attack on whoever reads them; the decoder skips them.</summary>
    private static unsafe void CheckText(Inspection found, ReadOnlySpan<byte> content, string name)
    {
        int start = name == "iTXt" ? StartOfInternationalText(content) : content.IndexOf((byte)0) + 2;
        if (start < 2 || start >= content.Length || (long)(content.Length - start) * 1032 < TextBytes)
        {
            return;
        }

        ReadOnlySpan<byte> packed = content[start..];
        fixed (byte* first = packed)
        {
            using UnmanagedMemoryStream stream = new(first, packed.Length);
            using ZLibStream unpacked = new(stream, CompressionMode.Decompress);
            long limit = Math.Max(TextBytes, (long)packed.Length * SuspiciousRatio), total = 0;
            Span<byte> buffer = stackalloc byte[4096];
            try
            {
                int read;
                while (total <= limit && (read = unpacked.Read(buffer)) > 0)
                {
                    total += read;
                }
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                return;   // The text is not needed; what is wrong with it does not matter.
            }

            if (total > limit)
            {
                found.HurtDamaged($"{packed.Length} bytes of its chunk {name} unpack to more than {limit}, as in a decompression bomb");
            }
        }
    }

    private static int StartOfInternationalText(ReadOnlySpan<byte> content)
    {
        int at = content.IndexOf((byte)0) + 1;
        if (at < 1 || at + 2 > content.Length || content[at] != 1)
        {
            return -1;
        }

        at += 2;
        for (int texts = 0; texts < 2; texts++)
        {
            int length = content[at..].IndexOf((byte)0);
            if (length < 0)
            {
                return -1;
            }

            at += length + 1;
        }

        return at;
    }

    private static bool IsType(ReadOnlySpan<byte> type)
    {
        foreach (byte letter in type)
        {
            if (!char.IsAsciiLetter((char)letter))
            {
                return false;
            }
        }

        return true;
    }
}
