using System.Buffers;
using System.Buffers.Binary;

namespace ImageAnalytics.Engine.Workers;

/// <summary>Frames over a pipe: length of the payload (4 bytes, little-endian), type (1 byte), payload.</summary>
/// <remarks>Several threads may write; one reads.</remarks>
internal sealed class FrameStream(Stream stream)
{
    private const int HeaderBytes = 5, MaxPayload = 1 << 30;
    private readonly Lock _writing = new();
    private readonly byte[] _header = new byte[HeaderBytes];
    private byte[] _payload = new byte[1 << 16];

    /// <summary>Writes one frame; when the call returns the other side can read it.</summary>
    public void Write(FrameType type, ReadOnlySpan<byte> payload)
    {
        byte[] frame = ArrayPool<byte>.Shared.Rent(HeaderBytes + payload.Length);
        try
        {
            BinaryPrimitives.WriteInt32LittleEndian(frame, payload.Length);
            frame[4] = (byte)type;
            payload.CopyTo(frame.AsSpan(HeaderBytes));
            lock (_writing)
            {
                stream.Write(frame, 0, HeaderBytes + payload.Length);
                stream.Flush();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frame);
        }
    }

    /// <summary>Reads one frame.</summary>
    /// <param name="type">What it holds.</param>
    /// <param name="payload">Valid until the next call.</param>
    /// <returns>False at the end, also in the middle of a frame: the other side is gone.</returns>
    /// <exception cref="InvalidDataException">What comes is no frame.</exception>
    public bool TryRead(out FrameType type, out ReadOnlyMemory<byte> payload)
    {
        (type, payload) = (default, default);
        if (stream.ReadAtLeast(_header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
        {
            return false;
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(_header);
        if (length is < 0 or > MaxPayload)
        {
            throw new InvalidDataException($"A frame between supervisor and worker announces {length} bytes; at most {MaxPayload} are possible.");
        }

        if (!TryFill(length))
        {
            return false;
        }

        (type, payload) = ((FrameType)_header[4], _payload.AsMemory(0, length));
        return true;
    }

    // Memory is taken as bytes come, not as the header announces: the other side's memory may be corrupt.
    private bool TryFill(int length)
    {
        for (int filled = 0; filled < length;)
        {
            if (filled == _payload.Length)
            {
                Array.Resize(ref _payload, (int)Math.Min(length, 2L * filled));
            }

            int read = stream.Read(_payload, filled, Math.Min(length, _payload.Length) - filled);
            if (read == 0)
            {
                return false;
            }

            filled += read;
        }

        return true;
    }
}
