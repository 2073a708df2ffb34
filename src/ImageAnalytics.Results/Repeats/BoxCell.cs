namespace ImageAnalytics.Results.Repeats;

/// <summary>A cell of a grid of boxes by size and place.</summary>
/// <param name="Width">Class of width; each is one overlap wider than the last.</param>
/// <param name="Height">Class of height.</param>
/// <param name="Left">Column of the left edge.</param>
/// <param name="Top">Row of the top edge.</param>
internal readonly record struct BoxCell(int Width, int Height, int Left, int Top)
{
    /// <summary>A number that is the same everywhere, to count by.</summary>
    public ulong Mix(ulong seed)
    {
        ulong mixed = seed;
        foreach (int part in (ReadOnlySpan<int>)[Width, Height, Left, Top])
        {
            // The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
            mixed = unchecked((mixed ^ (uint)part) + 0x9E3779B97F4A7C15);
            mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
            mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
            mixed ^= mixed >> 31;
        }

        return mixed;
    }
}
