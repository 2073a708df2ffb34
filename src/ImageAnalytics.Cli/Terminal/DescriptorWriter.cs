using System.Runtime.InteropServices;

namespace ImageAnalytics.Cli.Terminal;

/// <summary>Writes to a file descriptor with write(2).</summary>
/// <remarks>Not a FileStream: that keeps a position of its own, and would overwrite what others append to the same file.</remarks>
internal sealed unsafe partial class DescriptorWriter(int descriptor) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            for (int written = 0; written < buffer.Length;)
            {
                nint now = Write(descriptor, start + written, (nuint)(buffer.Length - written));
                if (now <= 0)
                {
                    return; // The terminal is gone; there is nobody to tell.
                }

                written += (int)now;
            }
        }
    }

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, byte* buffer, nuint count);
}
