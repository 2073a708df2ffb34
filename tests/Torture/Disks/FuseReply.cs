using System.Buffers.Binary;

namespace ImageAnalytics.Torture.Disks;

/// <summary>Answers to the kernel, as linux/fuse.h lays them out, and the parts of its questions that matter here.</summary>
internal static class FuseReply
{
    public const int NotFound = 2, InputOutput = 5, AccessDenied = 13, NotImplemented = 38;
    private const int HeaderBytes = 16, AttributeBytes = 88, DirectReading = 1;

    /// <summary>An answer with its header (struct fuse_out_header).</summary>
    public static byte[] Of(ulong unique, int error, byte[] answer)
    {
        byte[] reply = new byte[HeaderBytes + answer.Length];
        BinaryPrimitives.WriteInt32LittleEndian(reply, reply.Length);
        BinaryPrimitives.WriteInt32LittleEndian(reply.AsSpan(4), -error);
        BinaryPrimitives.WriteUInt64LittleEndian(reply.AsSpan(8), unique);
        answer.CopyTo(reply, HeaderBytes);
        return reply;
    }

    /// <summary>struct fuse_init_out: version 7.31, no special abilities.</summary>
    public static byte[] Initialize()
    {
        byte[] answer = new byte[64];
        BinaryPrimitives.WriteInt32LittleEndian(answer, 7);
        BinaryPrimitives.WriteInt32LittleEndian(answer.AsSpan(4), 31);
        BinaryPrimitives.WriteInt32LittleEndian(answer.AsSpan(8), 1 << 17);
        BinaryPrimitives.WriteInt32LittleEndian(answer.AsSpan(20), 1 << 17);
        return answer;
    }

    /// <summary>struct fuse_entry_out; nothing may be kept, so that every look asks again.</summary>
    public static byte[] Entry(ulong number, DiskAttributes attributes)
    {
        byte[] answer = new byte[40 + AttributeBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(answer, number);
        Write(attributes, answer.AsSpan(40));
        return answer;
    }

    /// <summary>struct fuse_attr_out.</summary>
    public static byte[] Attributes(DiskAttributes attributes)
    {
        byte[] answer = new byte[16 + AttributeBytes];
        Write(attributes, answer.AsSpan(16));
        return answer;
    }

    /// <summary>struct fuse_open_out: the page cache is not used, so that every read asks.</summary>
    public static byte[] Opened()
    {
        byte[] answer = new byte[16];
        BinaryPrimitives.WriteInt32LittleEndian(answer.AsSpan(8), DirectReading);
        return answer;
    }

    /// <summary>What to read, out of struct fuse_read_in.</summary>
    public static (ulong Offset, uint Size) ReadRange(ReadOnlySpan<byte> body)
        => (BinaryPrimitives.ReadUInt64LittleEndian(body[8..]), BinaryPrimitives.ReadUInt32LittleEndian(body[16..]));

    // struct fuse_attr
    private static void Write(DiskAttributes attributes, Span<byte> to)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(to, attributes.Number);
        BinaryPrimitives.WriteInt64LittleEndian(to[8..], attributes.Size);
        BinaryPrimitives.WriteInt64LittleEndian(to[32..], attributes.IsFolder ? 0 : new DateTimeOffset(attributes.Modified, TimeSpan.Zero).ToUnixTimeSeconds());
        BinaryPrimitives.WriteInt32LittleEndian(to[60..], attributes.IsFolder ? 0x416D : 0x8124); // r-xr-xr-x, r--r--r--
        BinaryPrimitives.WriteInt32LittleEndian(to[64..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(to[80..], 4096);
    }
}
