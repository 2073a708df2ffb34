namespace ImageAnalytics.Imaging;

/// <summary>
/// Keeps what was drawn of one animation, so that its pages can be decoded one after another without beginning anew with each. What a page
/// shows does not depend on it.
/// </summary>
/// <remarks>Owns pixels and must be disposed. One thread at a time.</remarks>
public sealed class PageCache : IDisposable
{
    private string? _file;
    private AnimationPlayer? _player;
    private Inspection? _whole;

    /// <summary>Says which file the next pages are of, and drops what was kept of another.</summary>
    /// <param name="contentHash">What tells files apart, such as SHA-256 of the bytes.</param>
    public void Use(string contentHash)
    {
        if (_file != contentHash)
        {
            Dispose();
            _file = contentHash;
        }
    }

    /// <summary>Drops everything. May be called again; the cache can still be used.</summary>
    public void Dispose()
    {
        _player?.Dispose();
        (_player, _whole, _file) = (null, null, null);
    }

    /// <summary>What the walk over the whole file found.</summary>
    internal Inspection Whole(ReadOnlyMemory<byte> bytes) => _whole ??= Inspector.Inspect(bytes.Span);

    /// <summary>What plays the file; made when it is missing.</summary>
    internal AnimationPlayer? Player(ReadOnlyMemory<byte> bytes, ImageFormat format)
    {
        _player ??= Animation.Find(PageBytes.Of(bytes), format) is { } animation ? new AnimationPlayer(animation) : null;
        return _player;
    }
}
