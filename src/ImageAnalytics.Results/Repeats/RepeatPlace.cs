namespace ImageAnalytics.Results.Repeats;

/// <summary>A box, and the pictures that have it.</summary>
internal sealed class RepeatPlace(long id, BoundingBox box, long first)
{
    public long Id { get; } = id;

    /// <summary>The first box there; all others are compared with it.</summary>
    public BoundingBox Box { get; } = box;

    /// <summary>Ordinal of the first picture.</summary>
    public long First { get; } = first;

    /// <summary>Ordinal of the last picture.</summary>
    public long Last { get; private set; } = first;

    /// <summary>How many pictures have it.</summary>
    public int Images { get; private set; } = 1;

    /// <summary>One more box; boxes come picture by picture.</summary>
    public void Add(long ordinal)
    {
        Images += ordinal == Last ? 0 : 1;
        Last = ordinal;
    }
}
