namespace ImageAnalytics.Imaging;

/// <summary>What the next bits of a JPEG scan stand for: one symbol with the number after it, or several such.</summary>
/// <param name="bits">Bits that they take, at most 31; 0 where the bits begin no code that was looked for.</param>
/// <param name="steps">Coefficients that the block must have left for them: each stands for a run of zeros and one, the end of a block for one. <see cref="EndOfBlock"/> is added where the last ends it.</param>
internal readonly struct JpegSymbols(int bits, int steps)
{
    /// <summary>More than a block has.</summary>
    public const int EndOfBlock = 128;

    private readonly byte _bits = (byte)bits, _steps = (byte)steps;

    /// <summary>Nothing that could be told from these bits; it fits into no block.</summary>
    public static JpegSymbols None => new(0, EndOfBlock - 1);

    /// <summary>Bits that they take; 0 for <see cref="None"/>.</summary>
    public int Bits => _bits;

    /// <summary>How far they go within a block; beyond its end where the last one ends it.</summary>
    public int Steps => _steps;

    /// <summary>Coefficients that the block must have left for all of them to belong to it.</summary>
    public int Room => _steps & (EndOfBlock - 1);

    /// <summary>Whether the last of them ends the block.</summary>
    public bool EndsBlock => _steps >= EndOfBlock;
}
