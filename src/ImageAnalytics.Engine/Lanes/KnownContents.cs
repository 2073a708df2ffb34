using System.IO.MemoryMappedFiles;

namespace ImageAnalytics.Engine.Lanes;

/// <summary>Sorted 32-byte content hashes in a memory-mapped file: says whether the store knows a content. Safe on several threads.</summary>
internal sealed unsafe class KnownContents : IDisposable
{
    private const int HashBytes = 32;
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly byte* _hashes;
    private readonly long _count;

    /// <param name="path">The file; null for none known.</param>
    public KnownContents(string? path)
    {
        long bytes = path is null ? 0 : new FileInfo(path).Length;
        if (bytes < HashBytes)
        {
            return;
        }

        _count = bytes / HashBytes;
        _file = MemoryMappedFile.CreateFromFile(path!, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, bytes, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _hashes);
    }

    public bool Contains(ReadOnlySpan<byte> hash)
    {
        long low = 0, high = _count - 1;
        while (low <= high)
        {
            long middle = low + ((high - low) / 2);
            int order = hash.SequenceCompareTo(new ReadOnlySpan<byte>(_hashes + (middle * HashBytes), HashBytes));
            if (order == 0)
            {
                return true;
            }

            (low, high) = order < 0 ? (low, middle - 1) : (middle + 1, high);
        }

        return false;
    }

    public void Dispose()
    {
        if (_view is not null)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
        }

        _file?.Dispose();
    }
}
