using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Moves and stretches a box by what a network says: the regression of two-stage detectors.</summary>
/// <remarks>Ren et al., Faster R-CNN (2015), section 3.1.2, equation 2.</remarks>
internal static class BoxDeltas
{
    /// <summary>The box that the numbers mean.</summary>
    /// <param name="box">An anchor or a proposal.</param>
    /// <param name="dx">Shift of the centre, in widths.</param>
    /// <param name="dy">Shift of the centre, in heights.</param>
    /// <param name="dw">Logarithm of the factor on the width.</param>
    /// <param name="dh">Logarithm of the factor on the height.</param>
    /// <param name="largest">Logarithms above this count as this, so that no box explodes.</param>
    public static BoundingBox Apply(BoundingBox box, double dx, double dy, double dw, double dh, double largest)
        => BoundingBox.FromCxCyWh(
            box.X + (box.Width / 2) + (dx * box.Width),
            box.Y + (box.Height / 2) + (dy * box.Height),
            box.Width * Math.Exp(Math.Min(dw, largest)),
            box.Height * Math.Exp(Math.Min(dh, largest)));
}
