namespace ImageAnalytics.Imaging;

/// <summary>One entry of a TIFF directory: so many values of one type, at a place in the file.</summary>
internal readonly record struct TiffEntry(int Tag, int Type, ulong Count, ulong Offset)
{
    /// <summary>Bytes of one value by type (TIFF 6.0, section 2; BigTIFF); 0 for an unknown type.</summary>
    public int ValueBytes => Type switch
    {
        1 or 2 or 6 or 7 => 1,
        3 or 8 => 2,
        4 or 9 or 11 or 13 => 4,
        5 or 10 or 12 or 16 or 17 or 18 => 8,
        _ => 0,
    };

    /// <summary>Whether the values are whole numbers that are not negative.</summary>
    public bool IsWhole => Type is 1 or 3 or 4 or 13 or 16 or 18;

    public UInt128 Bytes => (UInt128)Count * (uint)ValueBytes;
}
