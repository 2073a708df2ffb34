using ImageAnalytics.Training.Samples.Parts;

namespace ImageAnalytics.Training.Samples.Line;

/// <summary>Which pixel of a picture belongs to which part; refuses a place where too little of some part would stay visible.</summary>
/// <remarks>Not safe on several threads at once.</remarks>
internal sealed class Placement(int width, int height)
{
    /// <summary>The smallest visible share of a part in a picture.</summary>
    public const double SmallestVisible = 0.45;

    private readonly byte[] _owners = new byte[width * height];
    private readonly List<PlacedPart> _parts = [];
    private readonly int[] _covered = new int[byte.MaxValue + 1];

    /// <summary>The parts, the lowest first.</summary>
    public IReadOnlyList<PlacedPart> Parts => _parts;

    /// <summary>Puts a part on top, unless a part would be hidden too much.</summary>
    /// <param name="part">The part.</param>
    /// <param name="left">Column of its window.</param>
    /// <param name="top">Row of its window.</param>
    /// <param name="overlap">Whether it may hide pixels of others.</param>
    /// <returns>False where nothing was put.</returns>
    public bool TryPut(RenderedPart part, int left, int top, bool overlap)
    {
        Array.Clear(_covered);
        int seen = 0;
        ForEach(part, left, top, at =>
        {
            seen++;
            _covered[_owners[at]]++;
        });
        double smallest = part.Piece.Defect == PartDefect.None ? SmallestVisible + 0.1 : 0.999; // A defect that nobody sees is none.
        if (seen < part.Area * smallest || _parts.Count >= byte.MaxValue)
        {
            return false;
        }

        for (int i = 0; i < _parts.Count; i++)
        {
            int hidden = _covered[i + 1];
            PlacedPart below = _parts[i];
            double needed = below.Part.Piece.Defect == PartDefect.None ? SmallestVisible : 1;
            if (hidden > 0 && (!overlap || below.VisiblePixels - hidden < below.Part.Area * needed))
            {
                return false;
            }
        }

        for (int i = 0; i < _parts.Count; i++)
        {
            _parts[i].VisiblePixels -= _covered[i + 1];
        }

        _parts.Add(new PlacedPart(part, left, top) { VisiblePixels = seen });
        byte owner = (byte)_parts.Count;
        ForEach(part, left, top, at => _owners[at] = owner);
        return true;
    }

    /// <summary>The window of a part within the picture: 1 where the part is seen.</summary>
    public (int Left, int Top, int Width, int Height, byte[] Seen) VisibleOf(int index)
    {
        PlacedPart part = _parts[index];
        (int left, int top) = (Math.Max(0, part.Left), Math.Max(0, part.Top));
        (int right, int bottom) = (Math.Min(width, part.Left + part.Part.Side), Math.Min(height, part.Top + part.Part.Side));
        byte[] seen = new byte[(right - left) * (bottom - top)];
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++)
            {
                seen[((y - top) * (right - left)) + x - left] = _owners[(y * width) + x] == index + 1 ? (byte)1 : (byte)0;
            }
        }

        return (left, top, right - left, bottom - top, seen);
    }

    private void ForEach(RenderedPart part, int left, int top, Action<int> pixel)
    {
        for (int y = Math.Max(0, -top); y < Math.Min(part.Side, height - top); y++)
        {
            for (int x = Math.Max(0, -left); x < Math.Min(part.Side, width - left); x++)
            {
                if (part.Coverage[(y * part.Side) + x] >= RenderedPart.SetFrom)
                {
                    pixel(((top + y) * width) + left + x);
                }
            }
        }
    }
}
