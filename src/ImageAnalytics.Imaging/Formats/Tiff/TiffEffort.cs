namespace ImageAnalytics.Imaging;

/// <summary>
/// Bounds the values looked at in one file. In an honest file no two directories share their values, so there are fewer than bytes;
/// a file in which thousands of directories share one long list would otherwise keep the walk busy for hours.
/// </summary>
internal sealed class TiffEffort(int fileLength)
{
    private ulong _left = (ulong)fileLength + 1000;

    /// <summary>Takes from what is left; false when it is not enough.</summary>
    public bool Spend(ulong values)
    {
        bool enough = values <= _left;
        _left -= enough ? values : _left;
        return enough;
    }
}
