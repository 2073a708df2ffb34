namespace ImageAnalytics.Training.Detectors.Regions;

/// <summary>Sizes of the part that cuts objects out (He et al., Mask R-CNN, 2017).</summary>
internal sealed record MaskOptions
{
    /// <summary>Rows and columns of the soft mask of a box.</summary>
    public const int Side = 28;

    /// <summary>Pixels per cell of the grid from which masks are cut, 4, 8 or 16; where it is above that of the regions, theirs is taken.</summary>
    public int Stride { get; init; } = 4;

    /// <summary>Channels of its layers, 8 to 256.</summary>
    public int Channels { get; init; } = 32;

    /// <summary>Convolutions before the mask is enlarged, 1 to 6.</summary>
    public int Depth { get; init; } = 2;

    /// <summary>Whether each class has masks of its own; otherwise one mask tells object from surroundings for all.</summary>
    public bool ByClass { get; init; }

    /// <summary>Objects of a picture whose masks are learned in a step, 2 to 128.</summary>
    public int LearnedMasks { get; init; } = 12;

    /// <summary>Value from which a pixel belongs to the object on the card, 0 to 1.</summary>
    public double MaskThreshold { get; init; } = 0.5;

    /// <summary>What is wrong with the numbers; empty when nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        if (Stride is not (4 or 8 or 16))
        {
            yield return $"'masks.stride' is {Stride}; expected 4, 8 or 16.";
        }

        foreach ((string name, double value, double least, double most) in new (string, double, double, double)[]
        {
            ("masks.channels", Channels, 8, 256), ("masks.depth", Depth, 1, 6), ("masks.learnedMasks", LearnedMasks, 2, 128), ("masks.maskThreshold", MaskThreshold, 0, 1),
        })
        {
            if (!(value >= least && value <= most))
            {
                yield return FormattableString.Invariant($"'{name}' is {value}; expected a number from {least} to {most}.");
            }
        }
    }
}
