using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ImageAnalytics.Imaging;

/// <summary>The bits of a JPEG scan, stuffed zeros taken out (ITU-T T.81, F.1.2.3).</summary>
internal ref struct JpegBits(ReadOnlySpan<byte> data)
{
    private const int Word = 64, Longest = 16, EnoughForAnySymbol = 32;
    private const ulong Ones = 0x0101010101010101, Tops = 0x8080808080808080;
    private readonly ReadOnlySpan<byte> _data = data;
    private int _at;
    private ulong _bits;
    private int _count;
    private bool _stopped;

    /// <summary>Whether more bits were asked for than there are before the next marker.</summary>
    public readonly bool HasEnded => _count < 0 || (_stopped && _count < Longest);

    /// <summary>Goes over a code and the number after it.</summary>
    /// <param name="table">The code's table.</param>
    /// <param name="step">Coefficients that it stands for: its run of zeros and one; 0 for the symbol 0.</param>
    /// <returns>False when the bits begin no code, or are none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySkip(JpegHuffmanTable table, out int step)
    {
        if (_count < EnoughForAnySymbol)
        {
            Fill();
        }

        int found = table.Short[(int)(_bits >> (Word - JpegHuffmanTable.Ahead))];
        if (found == 0)
        {
            found = table.Any((int)(_bits >> (Word - Longest)));
        }

        int taken = found & 0xFF;
        step = found >> 8;
        _bits <<= taken;
        _count -= taken;
        return found != 0 && _count >= 0;
    }

    /// <summary>Goes over a restart marker, where one is next.</summary>
    public bool TrySkipRestart()
    {
        // Bytes that were taken ahead are whole ones; the marker stops the filling, so that none is behind it.
        if (!_stopped)
        {
            Fill();
        }

        if (!_stopped || _count >= 8 || _at + 1 >= _data.Length || !JpegMarkers.IsRestart(_data[_at + 1]))
        {
            return false;
        }

        _at += 2;
        (_bits, _count, _stopped) = (0, 0, false);
        return true;
    }

    private void Fill()
    {
        if (_stopped || _count > Word - 8)
        {
            return;
        }

        if (_at + sizeof(ulong) <= _data.Length)
        {
            ulong next = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(_data), _at)));
            ulong inverse = ~next;
            if (((inverse - Ones) & ~inverse & Tops) == 0)
            {
                int bytes = (Word - _count) >> 3;
                _bits |= next >> _count;
                _at += bytes;
                _count += bytes * 8;
                // Bits of a byte that was not counted lie behind the last counted one; they come again with the next filling.
                _bits &= _count == Word ? ulong.MaxValue : ~(ulong.MaxValue >> _count);
                return;
            }
        }

        FillByBytes();
    }

    private void FillByBytes()
    {
        while (_count <= Word - 8)
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
