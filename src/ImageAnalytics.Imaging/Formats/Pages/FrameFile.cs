using System.Buffers.Binary;
using System.IO.Hashing;

namespace ImageAnalytics.Imaging;

/// <summary>Makes a file of its own of one frame of an animation, so that the decoder for pictures decodes frames too, one at a time.</summary>
internal static class FrameFile
{
    private const byte Trailer = 0x3B;

    /// <summary>Makes the file.</summary>
    /// <param name="bytes">The animation.</param>
    /// <param name="format">GIF, WebP or PNG.</param>
    /// <param name="frame">A frame that is whole.</param>
    /// <returns>A file whose picture is the frame alone, in the frame's size; null when a checksum of the frame's data is wrong.</returns>
    public static byte[]? Make(ReadOnlySpan<byte> bytes, ImageFormat format, AnimationFrame frame) => format switch
    {
        ImageFormat.Gif => MakeGif(bytes, frame),
        ImageFormat.WebP => MakeWebP(bytes, frame),
        _ => MakePng(bytes, frame),
    };

    private static byte[] MakeGif(ReadOnlySpan<byte> bytes, AnimationFrame frame)
    {
        int start = (int)frame.Start, end = (int)frame.End;
        using MemoryStream file = new(end - start + 1024);
        file.Write(bytes[..(13 + GifFrames.TableBytes(bytes[10]))]);
        if (frame.Control >= 0 && frame.Control + 8 <= start)
        {
            // Its disposal is not for the decoder: nothing is drawn after it.
            ReadOnlySpan<byte> control = bytes.Slice((int)frame.Control, 8);
            file.Write([0x21, 0xF9, 4, (byte)(control[3] & 1), 0, 0, control[6], 0]);
        }

        long descriptor = file.Position;
        file.Write(bytes[start..end]);
        file.WriteByte(Trailer);
        byte[] made = file.ToArray();
        bytes.Slice(start + 5, 4).CopyTo(made.AsSpan(6));   // The canvas becomes as large as the frame,
        made.AsSpan((int)descriptor + 1, 4).Clear();        // which stands at its top left.
        return made;
    }

    private static byte[] MakeWebP(ReadOnlySpan<byte> bytes, AnimationFrame frame)
    {
        ReadOnlySpan<byte> chunks = bytes[(int)frame.Start..(int)frame.End];
        bool alpha = chunks.StartsWith("ALPH"u8);
        using MemoryStream file = new(chunks.Length + 64);
        file.Write("RIFF\0\0\0\0WEBP"u8);
        if (alpha)
        {
            Span<byte> header = [.. "VP8X"u8, 10, 0, 0, 0, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0];
            WriteUInt24(header[12..], frame.Width - 1);
            WriteUInt24(header[15..], frame.Height - 1);
            file.Write(header);
        }

        file.Write(chunks);
        byte[] made = file.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(made.AsSpan(4), made.Length - 8);
        return made;
    }

    private static byte[]? MakePng(ReadOnlySpan<byte> bytes, AnimationFrame frame)
    {
        using MemoryStream file = new((int)(frame.End - frame.Start) + 1024);
        file.Write(bytes[..8]);
        Span<byte> header = stackalloc byte[13];
        bytes.Slice(16, 13).CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header, (int)frame.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], (int)frame.Height);
        WriteChunk(file, "IHDR"u8, header);
        CopyColours(file, bytes);
        for (int at = (int)frame.Start; at + 12 <= frame.End;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(bytes[at..]);
            ReadOnlySpan<byte> named = bytes.Slice(at + 4, length + 4);
            bool first = named.StartsWith("IDAT"u8);
            if (first || (named.StartsWith("fdAT"u8) && length >= 4))
            {
                if (Crc32.HashToUInt32(named) != BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 8 + length)..]))
                {
                    return null;
                }

                WriteChunk(file, "IDAT"u8, named[(first ? 4 : 8)..]);
            }

            at += length + 12;
        }

        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>Palette and transparency, which all frames share; they stand before the first picture data.</summary>
    private static void CopyColours(MemoryStream file, ReadOnlySpan<byte> bytes)
    {
        for (int at = 8; at + 12 <= bytes.Length && !bytes[(at + 4)..].StartsWith("IDAT"u8);)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]) + 12L;
            if (at + length > bytes.Length)
            {
                break;
            }

            ReadOnlySpan<byte> chunk = bytes.Slice(at, (int)length);
            if (chunk[4..].StartsWith("PLTE"u8) || chunk[4..].StartsWith("tRNS"u8))
            {
                file.Write(chunk);
            }

            at += (int)length;
        }
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(type);
        file.Write(content);
        Crc32 sum = new();
        sum.Append(type);
        sum.Append(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, sum.GetCurrentHashAsUInt32());
        file.Write(number);
    }

    private static void WriteUInt24(Span<byte> into, long value) => (into[0], into[1], into[2]) = ((byte)value, (byte)(value >> 8), (byte)(value >> 16));
}
