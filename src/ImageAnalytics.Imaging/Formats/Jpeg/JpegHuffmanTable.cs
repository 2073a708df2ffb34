namespace ImageAnalytics.Imaging;

/// <summary>A Huffman table of a JPEG (ITU-T T.81, annex C), made for finding how many bits a symbol and what follows it take. Filled again and again.</summary>
internal sealed class JpegHuffmanTable
{
    /// <summary>Bits that are looked up at once.</summary>
    public const int Ahead = 10;

    /// <summary>The most symbols that a table may have.</summary>
    public const int MostSymbols = 256;

    private const int Longest = 16;
    private readonly ushort[] _short = new ushort[1 << Ahead];
    private readonly int[] _limit = new int[Longest + 1];
    private readonly int[] _offset = new int[Longest + 1];
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
        if (IsFilled)
        {
            Fill(counts, symbols);
        }

        return IsFilled;
    }

    /// <summary>Forgets what it held.</summary>
    public void Clear() => IsFilled = false;

    private void Fill(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        symbols.CopyTo(_symbols);
        Array.Clear(_short);
        int code = 0, first = 0;
        for (int length = 1; length <= Longest; length++)
        {
            int count = counts[length - 1];
            _offset[length] = first - code;
            for (int i = 0; i < count && length <= Ahead; i++)
            {
                Array.Fill(_short, Packed(length, _symbols[first + i]), (code + i) << (Ahead - length), 1 << (Ahead - length));
            }

            (code, first) = (code + count, first + count);
            _limit[length] = code << (Longest - length);
            code <<= 1;
        }
    }

    /// <summary>
    /// By the next <see cref="Ahead"/> bits: the bits of a code and of the number after it (lower byte), and the symbol's run of zeros plus one (upper byte,
    /// 0 for the symbol 0, which ends a block); 0 as a whole where the code is longer or none.
    /// </summary>
    public ReadOnlySpan<ushort> Short => _short;

    /// <summary>As <see cref="Short"/>, for codes of any length, by the next 16 bits; 0 where these begin no code.</summary>
    public ushort Any(int next)
    {
        for (int length = 1; length <= Longest; length++)
        {
            if (next < _limit[length])
            {
                return Packed(length, _symbols[(next >> (Longest - length)) + _offset[length]]);
            }
        }

        return 0;
    }

    private static ushort Packed(int length, byte symbol)
        => (ushort)((length + (symbol & 15)) | (symbol == 0 ? 0 : ((symbol >> 4) + 1) << 8));
}
