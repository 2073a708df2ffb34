using System.Runtime.CompilerServices;

namespace ImageAnalytics.Imaging;

/// <summary>A Huffman table of a JPEG (ITU-T T.81, annex C), made for finding how many bits symbols and the numbers after them take. Filled again and again.</summary>
/// <param name="forMany">Whether <see cref="Next"/> is wanted.</param>
internal sealed class JpegHuffmanTable(bool forMany)
{
    /// <summary>Bits that are looked up at once.</summary>
    public const int Ahead = 11;

    /// <summary>The most symbols that a table may have.</summary>
    public const int MostSymbols = 256;

    private const int Longest = 16, Word = 64, RunOfSixteen = 0xF0, MostSteps = 63;
    private readonly JpegSymbols[] _first = new JpegSymbols[1 << Ahead];
    private readonly byte[] _lengths = new byte[1 << Ahead];
    private readonly int[] _limit = new int[Longest + 1];
    private readonly int[] _offset = new int[Longest + 1];
    private readonly byte[] _counts = new byte[Longest];
    private readonly byte[] _symbols = new byte[MostSymbols];

    /// <summary>Whether it was filled.</summary>
    public bool IsFilled { get; private set; }

    /// <summary>Takes the place of what it held.</summary>
    /// <param name="counts">How many codes of 1 to 16 bits there are.</param>
    /// <param name="symbols">The symbols in the order of their codes, at most <see cref="MostSymbols"/>.</param>
    /// <returns>False when there are more codes than so many bits can tell.</returns>
    public bool TryFill(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        int room = 1 << Longest;
        for (int length = 1; length <= Longest; length++)
        {
            room -= counts[length - 1] << (Longest - length);
        }

        IsFilled = room >= 0;
        // Most encoders write the tables of the standard into every file.
        if (IsFilled && !(counts.SequenceEqual(_counts) && symbols.SequenceEqual(_symbols.AsSpan(0, symbols.Length))))
        {
            Fill(counts, symbols);
        }

        return IsFilled;
    }

    /// <summary>Forgets what it held.</summary>
    public void Clear() => IsFilled = false;

    /// <summary>The symbol that a scan's next bits begin with; <see cref="JpegSymbols.None"/> where they begin no code.</summary>
    /// <param name="bits">The next bits, from the highest on, at least 16.</param>
    public JpegSymbols First(ulong bits)
    {
        JpegSymbols first = _first[(int)(bits >> (Word - Ahead))];
        return first.Bits != 0 ? first : Long((int)(bits >> (Word - Longest)));
    }

    /// <summary>
    /// By the next <see cref="Ahead"/> bits: as many symbols as these tell at once, at most to the end of a block;
    /// <see cref="JpegSymbols.None"/> where the first has a longer code, or none.
    /// </summary>
    public JpegSymbols[] Next { get; } = new JpegSymbols[forMany ? 1 << Ahead : 0];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        counts.CopyTo(_counts);
        symbols.CopyTo(_symbols);
        int code = 0, first = 0, at = 0;
        for (int length = 1; length <= Longest; length++)
        {
            int count = counts[length - 1];
            _offset[length] = first - code;
            for (int i = 0; i < count && length <= Ahead; i++)
            {
                JpegSymbols symbol = Symbol(length, _symbols[first + i]);
                for (int end = at + (1 << (Ahead - length)); at < end; at++)
                {
                    (_first[at], _lengths[at]) = (symbol, (byte)length);
                }
            }

            (code, first) = (code + count, first + count);
            _limit[length] = code << (Longest - length);
            code <<= 1;
        }

        _first.AsSpan(at).Fill(JpegSymbols.None);
        FillNext();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillNext()
    {
        for (int next = 0; next < Next.Length; next++)
        {
            JpegSymbols symbols = _first[next];
            while (symbols is { Bits: > 0 and < Ahead, EndsBlock: false })
            {
                int at = (next << symbols.Bits) & ((1 << Ahead) - 1);
                JpegSymbols one = _first[at];
                if (one.Bits == 0 || _lengths[at] > Ahead - symbols.Bits || symbols.Steps + one.Room > MostSteps)
                {
                    break;
                }

                symbols = new JpegSymbols(symbols.Bits + one.Bits, symbols.Steps + one.Steps);
            }

            Next[next] = symbols;
        }
    }

    private JpegSymbols Long(int next)
    {
        for (int length = 1; length <= Longest; length++)
        {
            if (next < _limit[length])
            {
                return Symbol(length, _symbols[(next >> (Longest - length)) + _offset[length]]);
            }
        }

        return JpegSymbols.None;
    }

    // A symbol without a number ends the block, whatever its run, but for a run of sixteen zeros (F.2.2.2).
    private static JpegSymbols Symbol(int length, byte symbol)
        => new(length + (symbol & 15), (symbol & 15) == 0 && symbol != RunOfSixteen ? JpegSymbols.EndOfBlock + 1 : (symbol >> 4) + 1);
}
