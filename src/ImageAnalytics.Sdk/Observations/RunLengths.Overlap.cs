namespace ImageAnalytics.Sdk;

/// <content>How two masks of one picture meet.</content>
public sealed partial class RunLengths
{
    /// <summary>The pixels that are set in both masks.</summary>
    /// <exception cref="ArgumentException">The masks cover pictures of different sizes.</exception>
    public RunLengths Intersect(RunLengths other)
    {
        RequireSameSize(other);
        RunLengthsBuilder both = new(Width, Height);
        for (int mine = 0, theirs = 0, mineLeft = _counts[0], theirsLeft = other._counts[0]; ;)
        {
            int step = Math.Min(mineLeft, theirsLeft);
            both.Add(int.IsOddInteger(mine) && int.IsOddInteger(theirs), step);
            if ((mineLeft -= step) == 0 && mine + 1 < _counts.Length)
            {
                mineLeft = _counts[++mine];
            }

            if ((theirsLeft -= step) == 0 && theirs + 1 < other._counts.Length)
            {
                theirsLeft = other._counts[++theirs];
            }

            if (mineLeft == 0 || theirsLeft == 0)
            {
                return both.Build();
            }
        }
    }

    /// <summary>Intersection over union of the set pixels, 0 to 1; 0 where both masks are empty.</summary>
    /// <exception cref="ArgumentException">The masks cover pictures of different sizes.</exception>
    public double IoU(RunLengths other)
    {
        int overlap = Intersect(other).Area;
        long union = (long)Area + other.Area - overlap;
        return union > 0 ? (double)overlap / union : 0;
    }

    private void RequireSameSize(RunLengths other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if ((Width, Height) != (other.Width, other.Height))
        {
            throw new ArgumentException(
                $"A mask of {Width} x {Height} pixels cannot be compared with one of {other.Width} x {other.Height} pixels: both must cover the same picture.",
                nameof(other));
        }
    }
}
