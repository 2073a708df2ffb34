namespace ImageAnalytics.Results.Repeats;

/// <summary>
/// Counts boxes by cell in memory of a fixed size. A count may be too high, where two cells share a counter, and never too low: so what is
/// too rare by it is too rare. (A count-min sketch of one row, Cormode and Muthukrishnan, J. Algorithms 55(1), 2005.)
/// </summary>
internal sealed class BoxSketch(BoxGrid grid)
{
    private const int Bits = 22;
    private readonly int[] _counts = new int[1 << Bits];

    /// <summary>Counts a box.</summary>
    /// <param name="group">A number for its folder, step and label.</param>
    /// <param name="box">The box.</param>
    public void Add(ulong group, BoundingBox box)
    {
        ref int count = ref _counts[Index(grid.CellOf(box), group)];
        count += count == int.MaxValue ? 0 : 1;
    }

    /// <summary>Whether there can be so many boxes that overlap this one enough.</summary>
    public bool MayHave(ulong group, BoundingBox box, int count)
    {
        long sum = 0;
        foreach (BoxCell cell in grid.Around(box))
        {
            sum += _counts[Index(cell, group)];
            if (sum >= count)
            {
                return true;
            }
        }

        return false;
    }

    private static int Index(BoxCell cell, ulong group) => (int)(cell.Mix(group) >> (64 - Bits));
}
