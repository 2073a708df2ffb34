namespace ImageAnalytics.Training.Detectors.Features;

/// <summary>Sizes of the part of a detector that looks at the picture: a small residual network with a path back to finer grids.</summary>
/// <remarks>The defaults have half a million weights and suit pictures of 200 to 400 pixels on two cores.</remarks>
internal sealed record PyramidOptions
{
    /// <summary>Strides of the grids, fine to coarse.</summary>
    public static readonly IReadOnlyList<int> Strides = [4, 8, 16, 32];

    /// <summary>Channels at the strides 4, 8, 16 and 32; four numbers, 4 to 512.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [16, 32, 64, 96];

    /// <summary>Residual blocks at each of these strides; four numbers, 1 to 8.</summary>
    public IReadOnlyList<int> Blocks { get; init; } = [1, 1, 2, 1];

    /// <summary>Channels on the way back to finer grids, 8 to 256.</summary>
    public int Neck { get; init; } = 48;

    /// <summary>What is wrong with the numbers; empty when nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        if (Widths.Count != Strides.Count || Widths.Any(w => w is < 4 or > 512))
        {
            yield return $"'widths' is [{string.Join(", ", Widths)}]; expected four whole numbers from 4 to 512, for the strides 4, 8, 16 and 32.";
        }

        if (Blocks.Count != Strides.Count || Blocks.Any(b => b is < 1 or > 8))
        {
            yield return $"'blocks' is [{string.Join(", ", Blocks)}]; expected four whole numbers from 1 to 8, for the strides 4, 8, 16 and 32.";
        }

        if (Neck is < 8 or > 256)
        {
            yield return $"'neck' is {Neck}; expected a whole number from 8 to 256.";
        }
    }
}
