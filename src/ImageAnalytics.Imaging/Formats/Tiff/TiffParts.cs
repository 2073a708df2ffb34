namespace ImageAnalytics.Imaging;

/// <summary>The strips or tiles of a TIFF page whose structure was checked.</summary>
internal readonly ref struct TiffParts
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly TiffBytes _tiff;
    private readonly TiffEntry _offsets;
    private readonly TiffEntry _counts;

    public TiffParts(ReadOnlySpan<byte> bytes, TiffDirectory page)
    {
        _bytes = bytes;
        _tiff = new TiffBytes(bytes);
        bool tiled = page.Has(TiffTags.TileOffsets);
        if (page.Find(tiled ? TiffTags.TileOffsets : TiffTags.StripOffsets) is { IsWhole: true } offsets
            && page.Find(tiled ? TiffTags.TileByteCounts : TiffTags.StripByteCounts) is { IsWhole: true } counts)
        {
            (_offsets, _counts) = (offsets, counts);
            Count = Math.Min(offsets.Count, counts.Count);
        }
    }

    /// <summary>How many there are; 0 when the page does not say where they lie.</summary>
    public ulong Count { get; }

    public ReadOnlySpan<byte> this[ulong index]
    {
        get
        {
            ulong offset = _tiff.Value(_offsets, index), count = _tiff.Value(_counts, index);
            return _tiff.Contains(offset, count) ? _bytes.Slice((int)offset, (int)count) : [];
        }
    }
}
