namespace ImageAnalytics.Imaging.Tests;

/// <summary>Goes over a sequential JPEG's only scan bit by bit, as ITU-T T.81, annex F, is written: slow and plain, to compare with.</summary>
internal sealed class PlainJpegWalk
{
    private readonly byte[] _bytes;
    private readonly int _end;
    private readonly Dictionary<(int Table, int Length, int Code), int> _codes = [];
    private int _at, _bit;
    private bool _hasEnded;

    private PlainJpegWalk(byte[] bytes, int start, int end) => (_bytes, _at, _end) = (bytes, start, end);

    /// <summary>Whether bits begin no code, in a picture of the given blocks: for each block of a unit its two tables.</summary>
    public static bool HasBadCode(byte[] bytes, (int Start, int End) scan, int units, IReadOnlyList<(int Direct, int Other)> blocks)
    {
        PlainJpegWalk walk = new(bytes, scan.Start, scan.End);
        walk.ReadTables(scan.Start);
        for (int unit = 0; unit < units; unit++)
        {
            foreach ((int direct, int other) in blocks)
            {
                if (!walk.TrySkipBlock(direct, other))
                {
                    return !walk._hasEnded;
                }
            }
        }

        return false;
    }

    private bool TrySkipBlock(int direct, int other)
    {
        if (!TrySymbol(direct, out int symbol) || !TrySkip(symbol & 15))
        {
            return false;
        }

        for (int k = 1; k < 64;)
        {
            if (!TrySymbol(16 + other, out symbol))
            {
                return false;
            }

            if ((symbol & 15) == 0 && symbol != 0xF0)
            {
                return true;
            }

            k += (symbol >> 4) + 1;
            if (!TrySkip(symbol & 15))
            {
                return false;
            }
        }

        return true;
    }

    private bool TrySymbol(int table, out int symbol)
    {
        int code = 0;
        for (int length = 1; length <= 16; length++)
        {
            // Behind the end come zeros, which only tell whether a code was there at all.
            code = (code << 1) | Next();
            if (_codes.TryGetValue((table, length, code), out symbol))
            {
                return !_hasEnded;
            }
        }

        symbol = 0;
        return false;
    }

    private bool TrySkip(int bits)
    {
        for (int i = 0; i < bits; i++)
        {
            _ = Next();
        }

        return !_hasEnded;
    }

    private int Next()
    {
        while (_bit == 0 && _at + 1 < _end && _bytes[_at] == 0xFF && _bytes[_at + 1] == 0xFF)
        {
            _at++;
        }

        if (_at >= _end || (_bytes[_at] == 0xFF && (_at + 1 >= _end || _bytes[_at + 1] != 0)))
        {
            _hasEnded = true;
            return 0;
        }

        int next = (_bytes[_at] >> (7 - _bit)) & 1;
        if (++_bit == 8)
        {
            (_bit, _at) = (0, _at + (_bytes[_at] == 0xFF ? 2 : 1));
        }

        return next;
    }

    private void ReadTables(int end)
    {
        for (int at = 2; at < end; at += 2 + (_bytes[at + 2] << 8) + _bytes[at + 3])
        {
            for (int table = at + 4, last = at + 2 + (_bytes[at + 2] << 8) + _bytes[at + 3]; _bytes[at + 1] == 0xC4 && table < last;)
            {
                int symbol = table + 17, code = 0;
                for (int length = 1; length <= 16; length++, code <<= 1)
                {
                    for (int i = 0; i < _bytes[table + length]; i++)
                    {
                        _codes[(_bytes[table], length, code++)] = _bytes[symbol++];
                    }
                }

                table = symbol;
            }
        }
    }
}
