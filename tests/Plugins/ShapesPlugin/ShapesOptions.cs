using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ShapesPlugin;

public sealed record ShapesOptions
{
    [Range(1, 255)]
    [Description("How far a channel must stand out from the darkest to count as part of a shape.")]
    public int Contrast { get; init; } = 60;

    [Description("Label the whole region by its strongest colour instead of finding a box.")]
    public bool Classify { get; init; }

    [Range(0, 255)]
    [Description("The grey on which transparent pixels are put; dropped without it.")]
    public int? Background { get; init; }
}
