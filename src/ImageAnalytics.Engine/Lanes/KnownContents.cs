using System.IO.MemoryMappedFiles;

namespace ImageAnalytics.Engine.Lanes;

/// <summary>Sorted 32-byte content hashes in a memory-mapped file: says whether the store knows a content. Safe on several threads.</summary>
internal sealed unsafe class KnownContents : IDisposable
{
    private const int HashBytes = 32;
    private MemoryMappedFile? _file;
    private MemoryMappedViewAccessor? _view;
    private byte* _hashes;
    private long _count;

    /// <param name="path">The file; null for none known.</param>
    public KnownContents(string? path) => Open(path);

    /// <summary>Takes another file in the place of the one before. While nobody asks.</summary>
    /// <param name="path">The file; null for none known.</param>
    public void Replace(string? path)
    {
        Dispose();
        (_file, _view, _count) = (null, null, 0);
        _hashes = null;
        Open(path);
    }

    private void Open(string? path)
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
