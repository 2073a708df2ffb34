using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ImageAnalytics.Imaging;

/// <summary>What stands in a sequential JPEG before a scan: tables and frame header; and from these the scan's blocks.</summary>
internal sealed class JpegScanPlan
{
    private const int Tables = 4, HeaderBytes = 18, BlockSide = 8, LargestSampling = 4, MostBlocks = 10;
    private readonly JpegHuffmanTable[] _direct = [.. Enumerable.Range(0, Tables).Select(_ => new JpegHuffmanTable(forMany: false))];
    private readonly JpegHuffmanTable[] _other = [.. Enumerable.Range(0, Tables).Select(_ => new JpegHuffmanTable(forMany: true))];
    private readonly byte[] _header = new byte[HeaderBytes];
    private int _headerLength;
    private readonly JpegHuffmanTable[] _directOf = new JpegHuffmanTable[MostBlocks], _otherOf = new JpegHuffmanTable[MostBlocks];
    private int _blocks;
    private long _units;

    /// <summary>Whether there was a frame header.</summary>
    public bool HasHeader => _headerLength >= 6;

    /// <summary>Whether bits that begin no code were found.</summary>
    public bool IsBad { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.ForEach(_direct, t => t.Clear());
        Array.ForEach(_other, t => t.Clear());
        (_headerLength, IsBad) = (0, false);
    }

    /// <summary>Takes a frame header, as much of it as pictures of four channels have.</summary>
    public void TakeHeader(ReadOnlySpan<byte> content)
    {
        _headerLength = Math.Min(content.Length, HeaderBytes);
        content[.._headerLength].CopyTo(_header);
    }

    /// <summary>Reads Huffman tables; false when they are none.</summary>
    public bool ReadTables(ReadOnlySpan<byte> content)
    {
        while (content.Length > 17)
        {
            int kind = content[0] >> 4, number = content[0] & 15, symbols = 0;
            foreach (byte count in content[1..17])
            {
                symbols += count;
            }

            if (kind > 1 || number >= Tables || symbols > JpegHuffmanTable.MostSymbols || content.Length < 17 + symbols
                || !(kind == 0 ? _direct : _other)[number].TryFill(content[1..17], content.Slice(17, symbols)))
            {
                return false;
            }

            content = content[(17 + symbols)..];
        }

        return true;
    }

    /// <summary>Finds the blocks of a unit (MCU) and how many units the scan has (A.2).</summary>
    public bool TryPlan(ReadOnlySpan<byte> scan)
    {
        int height = BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(1)), width = BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(3)), components = _header[5];
        int most = 1, highest = 1, chosen = scan.Length > 0 ? scan[0] : 0;
        if (_headerLength < 6 + (3 * components) || chosen is < 1 or > 4 || scan.Length < 1 + (2 * chosen))
        {
            return false;
        }

        for (int c = 0; c < components; c++)
        {
            (int across, int down) = Sampling(c);
            if (across is < 1 or > LargestSampling || down is < 1 or > LargestSampling)
            {
                return false;
            }

            (most, highest) = (Math.Max(most, across), Math.Max(highest, down));
        }

        _blocks = 0;
        _units = Units(width, BlockSide * most) * Units(height, BlockSide * highest);
        for (int i = 0; i < chosen; i++)
        {
            int component = IndexOf(scan[1 + (2 * i)], components), tables = scan[2 + (2 * i)];
            if (component < 0 || tables >> 4 >= Tables || (tables & 15) >= Tables || !_direct[tables >> 4].IsFilled || !_other[tables & 15].IsFilled)
            {
                return false;
            }

            (int across, int down) = Sampling(component);
            if (chosen == 1)
            {
                _units = Units(Units(width * across, most), BlockSide) * Units(Units(height * down, highest), BlockSide);
                (across, down) = (1, 1);
            }

            for (int block = 0; block < across * down; block++, _blocks++)
            {
                if (_blocks == MostBlocks)
                {
                    return false;
                }

                (_directOf[_blocks], _otherOf[_blocks]) = (_direct[tables >> 4], _other[tables & 15]);
            }
        }

        return true;
    }

    /// <summary>Walks the scan that was planned, which has no restart markers.</summary>
    /// <param name="data">From its first byte to the marker that ends it.</param>
    /// <returns>Whether it was left because of bits that begin no code, or that are not there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool HasBadCode(ReadOnlySpan<byte> data)
    {
        JpegBits bits = new(data);
        for (long unit = 0; unit < _units; unit++)
        {
            for (int block = 0; block < _blocks; block++)
            {
                if (!bits.TrySkipBlock(_directOf[block], _otherOf[block]))
                {
                    // Behind the end of the data there are no codes either; that end the decoder tells.
                    IsBad = !bits.HasEnded;
                    return true;
                }
            }
        }

        return false;
    }

    private static long Units(int length, int side) => (length + side - 1) / side;

    private static int Units(long length, int side) => (int)((length + side - 1) / side);

    private (int Across, int Down) Sampling(int component) => (_header[7 + (3 * component)] >> 4, _header[7 + (3 * component)] & 15);

    private int IndexOf(byte id, int components)
    {
        for (int c = 0; c < components; c++)
        {
            if (_header[6 + (3 * c)] == id)
            {
                return c;
            }
        }

        return -1;
    }
}
