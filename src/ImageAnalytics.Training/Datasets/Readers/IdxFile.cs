using System.Buffers.Binary;
using System.IO.Compression;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>One IDX file of bytes, packed or not.</summary>
/// <remarks>Source: the format's description by LeCun, Cortes and Burges with the MNIST database.</remarks>
internal sealed class IdxFile
{
    private const int ByteType = 8;
    private const long LargestFile = int.MaxValue - 64;

    private IdxFile(int[] sizes, byte[] values) => (Sizes, Values) = (sizes, values);

    /// <summary>The length of each dimension.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>The bytes, last dimension fastest.</summary>
    public byte[] Values { get; }

    /// <summary>Whether a file is called as IDX files are.</summary>
    public static bool IsName(string name) => IsName(name, 1) || IsName(name, 3);

    /// <summary>Whether a file is called as IDX files with so many dimensions are.</summary>
    public static bool IsName(string name, int dimensions)
        => Path.GetFileName(name).Contains($"idx{dimensions}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a file. Memory is taken as bytes come, not as the header announces.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dimensions">How many dimensions it must have.</param>
    /// <exception cref="DatasetException">The file is no such file, or ends early.</exception>
    public static IdxFile Read(string path, int dimensions)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            using Stream stream = IsPacked(file) ? new GZipStream(file, CompressionMode.Decompress) : file;
            return Read(path, stream, dimensions);
        }
        catch (InvalidDataException e)
        {
            throw new DatasetException([$"The IDX file '{path}' cannot be read: its packed data are damaged ({e.Message}). Get it again."], e);
        }
    }

    private static bool IsPacked(FileStream file)
    {
        Span<byte> start = stackalloc byte[2];
        bool packed = file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start is [0x1f, 0x8b];
        file.Position = 0;
        return packed;
    }

    private static IdxFile Read(string path, Stream stream, int dimensions)
    {
        byte[] header = new byte[4 + (4 * dimensions)];
        int had = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (had < header.Length || header[0] != 0 || header[1] != 0 || header[2] != ByteType || header[3] != dimensions)
        {
            throw new DatasetException(
                $"The IDX file '{path}' cannot be read: expected a header of unsigned bytes (type 8) in {dimensions} dimensions, "
                + $"found '{Convert.ToHexStringLower(header.AsSpan(0, Math.Min(4, had)))}'.");
        }

        long[] sizes = [.. Enumerable.Range(0, dimensions).Select(d => (long)BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4 + (4 * d))))];
        Int128 total = sizes.Aggregate((Int128)1, (product, size) => product * size);
        if (total > LargestFile || sizes.Any(s => s > int.MaxValue))
        {
            throw new DatasetException($"The IDX file '{path}' cannot be read: its header announces {string.Join(" x ", sizes)} bytes, and the limit is {LargestFile}.");
        }

        byte[] values = ReadUpTo(stream, (int)total);
        return values.Length == total
            ? new IdxFile([.. sizes.Select(s => (int)s)], values)
            : throw new DatasetException(
                $"The IDX file '{path}' cannot be read: its header announces {string.Join(" x ", sizes)} bytes, but {values.Length} follow. It was cut off; get it again.");
    }

    private static byte[] ReadUpTo(Stream stream, int count)
    {
        byte[] values = new byte[Math.Min(count, 1 << 20)];
        int length = 0;
        while (length < count)
        {
            if (length == values.Length)
            {
                Array.Resize(ref values, (int)Math.Min(count, 2L * length));
            }

            int read = stream.Read(values, length, values.Length - length);
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        return length == values.Length ? values : values[..length];
    }
}
