using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ImageAnalytics.Plugins.Style;

/// <summary>Options of a step that paints pictures in a style.</summary>
public sealed record StyleOptions
{
    /// <summary>How made pictures are kept.</summary>
    [Description("How made pictures are kept: png keeps every pixel, jpeg is about a fifth of the size. Default: png.")]
    public PictureFormat Format { get; init; } = PictureFormat.Png;

    /// <summary>The quality of a JPEG, 1 to 100.</summary>
    [Range(1, 100)]
    [Description("Quality of a JPEG; a PNG has none. Default: 92.")]
    public int Quality { get; init; } = 92;

    /// <summary>The shorter side at which pictures are painted, in pixels; the model's own when null.</summary>
    [Range(32, 4096)]
    [Description("Shorter side in pixels at which pictures are painted, by models that take any size; half of it takes a quarter of the time. Default: the model's own.")]
    public int? ShorterSide { get; init; }
}
