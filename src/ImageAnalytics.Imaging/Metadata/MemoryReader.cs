using MetadataExtractor.IO;

namespace ImageAnalytics.Imaging;

/// <summary>Lets MetadataExtractor read borrowed memory without a copy.</summary>
internal sealed class MemoryReader(ReadOnlyMemory<byte> memory, bool isMotorolaByteOrder, int baseOffset = 0)
    : IndexedReader(isMotorolaByteOrder)
{
    public override long Length => memory.Length - baseOffset;

    public override IndexedReader WithByteOrder(bool isMotorolaByteOrder)
        => isMotorolaByteOrder == IsMotorolaByteOrder ? this : new MemoryReader(memory, isMotorolaByteOrder, baseOffset);

    public override IndexedReader WithShiftedBaseOffset(int shift)
        => shift == 0 ? this : new MemoryReader(memory, IsMotorolaByteOrder, baseOffset + shift);

    public override int ToUnshiftedOffset(int localOffset) => localOffset + baseOffset;

    public override byte GetByte(int index)
    {
        ValidateIndex(index, 1);
        return memory.Span[baseOffset + index];
    }

    public override byte[] GetBytes(int index, int count)
    {
        ValidateIndex(index, count);
        return memory.Span.Slice(baseOffset + index, count).ToArray();
    }

    protected override void ValidateIndex(int index, int bytesRequested)
    {
        if (!IsValidIndex(index, bytesRequested))
        {
            throw new BufferBoundsException(ToUnshiftedOffset(index), bytesRequested, memory.Length);
        }
    }

    protected override bool IsValidIndex(int index, int bytesRequested)
        => bytesRequested >= 0 && index >= 0 && (long)index + bytesRequested <= Length;
}
