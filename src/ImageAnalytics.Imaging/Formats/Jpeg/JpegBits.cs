using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ImageAnalytics.Imaging;

/// <summary>The bits of a JPEG scan, stuffed zeros taken out (ITU-T T.81, F.1.2.3).</summary>
internal ref struct JpegBits(ReadOnlySpan<byte> data)
{
    private const int Word = 64, Longest = 16, Coefficients = 64, EnoughForAnySymbol = 32, EnoughForTwo = 2 * (JpegHuffmanTable.Ahead + 15), Filled = Word - 8;
    private const ulong Ones = 0x0101010101010101, Tops = 0x8080808080808080;
    private readonly ReadOnlySpan<byte> _data = data;
    private int _at;
    private ulong _bits;
    private int _count;
    private bool _stopped;

    /// <summary>Whether more bits were asked for than there are before the next marker.</summary>
    public readonly bool HasEnded => _count < 0 || (_stopped && _count < Longest);

    /// <summary>Goes over a block of 64 coefficients (F.1.2).</summary>
    /// <param name="direct">The table of the first coefficient.</param>
    /// <param name="other">The table of the others.</param>
    /// <returns>False when bits begin no code, or are none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySkipBlock(JpegHuffmanTable direct, JpegHuffmanTable other)
    {
        if (!TrySkipOne(direct, out _))
        {
            return false;
        }

        for (int k = SkipMany(other.Next, 1); k < Coefficients; k = SkipMany(other.Next, k))
        {
            if (!TrySkipOne(other, out int steps))
            {
                return false;
            }

            k += steps;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TrySkipOne(JpegHuffmanTable table, out int steps)
    {
        if (_count < EnoughForAnySymbol)
        {
            FillByBytes();
        }

        JpegSymbols symbol = table.First(_bits);
        steps = symbol.Steps;
        _bits <<= symbol.Bits;
        _count -= symbol.Bits;
        return symbol.Bits > 0 && _count >= 0;
    }

    /// <summary>Goes on within a block as long as nothing is out of the ordinary: no code that is long or none, no stuffed byte or marker ahead.</summary>
    /// <remarks>Everything is in locals and nothing is called, so that all stays in registers: this is where the time goes. It becomes a part of the walk, which is compiled well from the start: a call for each block cost a tenth. Fewer than 64 bits are there: a symbol was taken since bytes came one by one.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SkipMany(JpegSymbols[] table, int k)
    {
        (ulong bits, int count, int at, int last) = (_bits, _count, _at, _data.Length - sizeof(ulong));
        ref byte data = ref MemoryMarshal.GetReference(_data);
        ref JpegSymbols first = ref MemoryMarshal.GetArrayDataReference(table);
        while (at <= last)
        {
            ulong next = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref data, at)));
            if (((~next - Ones) & next & Tops) == 0)
            {
                // Whole bytes are counted. Bits of the byte behind them are in place too and come again, the same, with the next filling.
                bits |= next >> count;
                at += (Word - 1 - count) >> 3;
                count |= Filled;
            }
            else if (count < EnoughForTwo)
            {
                break;
            }

            // Twice for each filling: that is always enough for two, and often little is left for a third.
            JpegSymbols symbols = Unsafe.Add(ref first, (nint)(bits >> (Word - JpegHuffmanTable.Ahead)));
            if (k + symbols.Room > Coefficients)
            {
                break;
            }

            bits <<= symbols.Bits;
            count -= symbols.Bits;
            k += symbols.Steps;
            symbols = Unsafe.Add(ref first, (nint)(bits >> (Word - JpegHuffmanTable.Ahead)));
            if (k + symbols.Room > Coefficients)
            {
                break;
            }

            bits <<= symbols.Bits;
            count -= symbols.Bits;
            k += symbols.Steps;
        }

        (_bits, _count, _at) = (bits, count, at);
        return k;
    }

    private void FillByBytes()
    {
        // Bits behind the counted ones may be there from a filling by words; here the bytes come one by one.
        _bits &= _count >= Word ? ulong.MaxValue : _count > 0 ? ~(ulong.MaxValue >> _count) : 0;
        while (!_stopped && _count <= Word - 8)
        {
            if (_at >= _data.Length)
            {
                _stopped = true;
                return;
            }

            byte next = _data[_at];
            if (next == 0xFF)
            {
                if (_at + 1 < _data.Length && _data[_at + 1] == 0xFF)
                {
                    _at++;
                    continue;
                }

                if (_at + 1 >= _data.Length || _data[_at + 1] != 0)
                {
                    _stopped = true;
                    return;
                }

                _at++;
            }

            _at++;
            _bits |= (ulong)next << (Word - 8 - _count);
            _count += 8;
        }
    }
}
