using ImageAnalytics.Training.Samples.Parts;

namespace ImageAnalytics.Training.Samples.Line;

/// <summary>A part at its place in a picture.</summary>
/// <param name="part">The part.</param>
/// <param name="left">Column of its window.</param>
/// <param name="top">Row of its window.</param>
internal sealed class PlacedPart(RenderedPart part, int left, int top)
{
    /// <summary>The part.</summary>
    public RenderedPart Part => part;

    /// <summary>Column of its window; may lie outside the picture.</summary>
    public int Left => left;

    /// <summary>Row of its window; may lie outside the picture.</summary>
    public int Top => top;

    /// <summary>Pixels of it that are seen.</summary>
    public int VisiblePixels { get; set; }
}
