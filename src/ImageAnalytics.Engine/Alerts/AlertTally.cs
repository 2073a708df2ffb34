namespace ImageAnalytics.Engine.Alerts;

/// <summary>What was counted for a rule.</summary>
internal sealed class AlertTally
{
    private readonly List<string> _images = [];
    private long _last = -1;

    /// <summary>How many.</summary>
    public long Count { get; private set; }

    /// <summary>Paths of the first images among those.</summary>
    public IReadOnlyList<string> Images => _images;

    /// <summary>Counts without naming images.</summary>
    public void Add(long count) => Count += count;

    /// <summary>Counts an image, or something in it; images come in listing order.</summary>
    /// <param name="ordinal">Its place in the listing.</param>
    /// <param name="path">Its path.</param>
    /// <param name="once">Whether it counts once only, whatever is in it.</param>
    public void Add(long ordinal, string path, bool once)
    {
        bool another = ordinal != _last;
        _last = ordinal;
        Count += another || !once ? 1 : 0;
        if (another && _images.Count < AlertOutcome.MostImages)
        {
            _images.Add(path);
        }
    }
}
