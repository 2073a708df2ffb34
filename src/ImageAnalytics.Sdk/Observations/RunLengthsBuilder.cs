namespace ImageAnalytics.Sdk;

/// <summary>Builds a mask run by run, column by column, so that no buffer of pixels is needed.</summary>
/// <remarks>Use one for one mask. Not safe on several threads at once.</remarks>
public sealed class RunLengthsBuilder
{
    private readonly List<int> _counts = [];
    private long _left;
    private int _run;
    private bool _set;

    /// <summary>Starts a mask.</summary>
    /// <param name="width">Columns of the picture, at least 1.</param>
    /// <param name="height">Rows of the picture, at least 1; width times height is below 2³¹.</param>
    /// <exception cref="ArgumentException">The size is out of range.</exception>
    public RunLengthsBuilder(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        _left = (long)width * height;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_left, int.MaxValue, nameof(height));
        (Width, Height) = (width, height);
    }

    /// <summary>Columns of the picture.</summary>
    public int Width { get; }

    /// <summary>Rows of the picture.</summary>
    public int Height { get; }

    /// <summary>Adds a run after all that was added before, down the column and on at the top of the next.</summary>
    /// <param name="set">Whether its pixels are set.</param>
    /// <param name="length">Number of pixels; 0 adds nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative, or more than the pixels that are left of the picture.</exception>
    public void Add(bool set, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, _left);
        if (length > 0 && set != _set)
        {
            _counts.Add(_run);
            (_set, _run) = (set, 0);
        }

        _run += length;
        _left -= length;
    }

    /// <summary>The mask; pixels that were not added are unset.</summary>
    public RunLengths Build()
    {
        Add(false, (int)_left);
        return new RunLengths(Width, Height, [.. _counts, _run]);
    }

    internal RunLengthsBuilder RequireFull()
        => _left == 0
            ? this
            : throw new ArgumentException(
                $"The counts of a mask end {_left} pixels before the picture of {Width} x {Height} pixels does: they must add up to width times height.");
}
