namespace ImageAnalytics.Imaging.Preparation;

/// <summary>How pictures are brought to the size that a model looks at.</summary>
public sealed record PreparationSpec
{
    /// <summary>How the size is reached.</summary>
    public ResizeMode Mode { get; init; }

    /// <summary>How pixels between pixels are computed.</summary>
    public Interpolation Interpolation { get; init; }

    /// <summary>Columns of the input; 0 for <see cref="ResizeMode.ShorterSide"/>, where they follow the picture.</summary>
    public int Width { get; init; }

    /// <summary>Rows of the input; 0 for <see cref="ResizeMode.ShorterSide"/>.</summary>
    public int Height { get; init; }

    /// <summary>
    /// <see cref="ResizeMode.ShorterSide"/> and <see cref="ResizeMode.Crop"/>: the length of the shorter side after scaling, in pixels;
    /// <see cref="ResizeMode.StretchCrop"/>: that of both sides. For a crop it is at least the larger of width and height.
    /// </summary>
    public int ShorterSide { get; init; }

    /// <summary><see cref="ResizeMode.ShorterSide"/>: the longer side is never scaled beyond this many pixels; 0 for eight times the shorter side.</summary>
    public int LongerSideMax { get; init; }

    /// <summary><see cref="ResizeMode.ShorterSide"/>: sides are filled up at the right and bottom to a multiple of this; at least 1.</summary>
    public int MultipleOf { get; init; } = 1;

    /// <summary>The value, 0 to 255, of all channels where no picture is.</summary>
    public byte Fill { get; init; } = 114;

    /// <summary><see cref="ResizeMode.Letterbox"/>: whether the picture stands in the centre; otherwise at the top left.</summary>
    public bool Centred { get; init; } = true;

    /// <summary>Which part of a picture's pixel values is spread over 0 to 255 after scaling; null to leave them as they are. The fill stays as it is.</summary>
    public PercentileRange? Percentiles { get; init; }
}
