namespace ImageAnalytics.Sdk;

/// <summary>The whole of an image, or a box of it: what an analyzer works on. Both are the same thing to it.</summary>
/// <remarks>
/// The pixels may be at a reduced scale, so <see cref="Pixels"/> can be smaller than <see cref="Box"/>.
/// A region is borrowed for one call of <see cref="IAnalyzer.Analyze"/> and must not be kept.
/// </remarks>
public sealed class Region
{
    /// <summary>Makes a region over borrowed pixels.</summary>
    /// <param name="image">The image that it is part of.</param>
    /// <param name="box">Its place in the upright image at full scale, in pixels.</param>
    /// <param name="pixels">Its pixels, borrowed.</param>
    /// <param name="parent">What an earlier step found here; null for the whole image.</param>
    public Region(Image image, BoundingBox box, PixelView pixels, Observation? parent = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        (Image, Box, Pixels, Parent) = (image, box, pixels, parent);
    }

    /// <summary>The image that this is part of.</summary>
    public Image Image { get; }

    /// <summary>Its place in the upright image at full scale, in pixels.</summary>
    public BoundingBox Box { get; }

    /// <summary>Its pixels; borrowed.</summary>
    public PixelView Pixels { get; }

    /// <summary>What an earlier step found here; null for the whole image.</summary>
    public Observation? Parent { get; }

    /// <summary>Maps a box from this region's pixels to the upright image at full scale.</summary>
    public BoundingBox ToImage(BoundingBox inRegionPixels)
        => inRegionPixels.Scale(Box.Width / Pixels.Width, Box.Height / Pixels.Height).Offset(Box.X, Box.Y);
}
