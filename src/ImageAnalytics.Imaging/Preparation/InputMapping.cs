using ImageAnalytics.Sdk;

namespace ImageAnalytics.Imaging.Preparation;

/// <summary>Where the pixels of a prepared picture came from: an axis-parallel scale and offset in each direction.</summary>
/// <param name="ScaleX">Prepared columns per source column.</param>
/// <param name="ScaleY">Prepared rows per source row.</param>
/// <param name="OffsetX">Prepared column of the source's left edge; negative when the source was cut.</param>
/// <param name="OffsetY">Prepared row of the source's top edge; negative when the source was cut.</param>
/// <param name="SourceWidth">Columns of the source.</param>
/// <param name="SourceHeight">Rows of the source.</param>
public readonly record struct InputMapping(
    double ScaleX, double ScaleY, double OffsetX, double OffsetY, int SourceWidth, int SourceHeight)
{
    /// <summary>Maps a box from prepared pixels to source pixels. It is not clipped: see <see cref="ToSourceClipped"/>.</summary>
    public BoundingBox ToSource(BoundingBox prepared) => BoundingBox.FromXyxy(
        (prepared.X - OffsetX) / ScaleX,
        (prepared.Y - OffsetY) / ScaleY,
        (prepared.Right - OffsetX) / ScaleX,
        (prepared.Bottom - OffsetY) / ScaleY);

    /// <summary>Maps a box from prepared pixels to source pixels, and keeps what lies inside the source.</summary>
    public BoundingBox ToSourceClipped(BoundingBox prepared) => ToSource(prepared).ClipTo(SourceWidth, SourceHeight);

    /// <summary>Maps a point from prepared pixels to source pixels; it may lie outside the source.</summary>
    public ImagePoint ToSource(ImagePoint prepared) => new((prepared.X - OffsetX) / ScaleX, (prepared.Y - OffsetY) / ScaleY);

    /// <summary>Maps a box from source pixels to prepared pixels.</summary>
    public BoundingBox ToPrepared(BoundingBox source) => source.Scale(ScaleX, ScaleY).Offset(OffsetX, OffsetY);
}
