namespace ImageAnalytics.Imaging;

/// <summary>The entries of one TIFF directory that lie inside the file.</summary>
internal sealed class TiffDirectory
{
    private readonly Dictionary<int, TiffEntry> _entries = [];

    /// <summary>The first entry whose values lie outside the file; null when all are inside.</summary>
    public TiffEntry? Outside { get; private set; }

    /// <summary>Where the next directory of the chain begins; 0 for none.</summary>
    public ulong Next { get; set; }

    /// <summary>A tag that is there twice; 0 when each is there once.</summary>
    public int Doubled { get; private set; }

    public void Add(TiffEntry entry)
    {
        if (!_entries.TryAdd(entry.Tag, entry))
        {
            Doubled = entry.Tag;
        }
    }

    public void AddOutside(TiffEntry entry) => Outside ??= entry;

    public TiffEntry? Find(int tag) => _entries.TryGetValue(tag, out TiffEntry entry) ? entry : null;

    public bool Has(int tag) => _entries.ContainsKey(tag);
}
