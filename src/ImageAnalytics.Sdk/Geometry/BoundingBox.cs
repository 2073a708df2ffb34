namespace ImageAnalytics.Sdk;

/// <summary>An axis-aligned box in pixels: origin top-left, x to the right, y down.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">Extent to the right; not negative in a valid box.</param>
/// <param name="Height">Extent downwards; not negative in a valid box.</param>
/// <remarks>Which pixels (of the upright image, or of a region) is said where a box is handed over.</remarks>
public readonly record struct BoundingBox(double X, double Y, double Width, double Height)
{
    /// <summary>The right edge, <c>X + Width</c>.</summary>
    public double Right => X + Width;

    /// <summary>The bottom edge, <c>Y + Height</c>.</summary>
    public double Bottom => Y + Height;

    /// <summary>Width times height, in square pixels; zero when the box is empty.</summary>
    public double Area => IsEmpty ? 0 : Width * Height;

    /// <summary>Whether the box has no extent (or a negative one) in either direction.</summary>
    public bool IsEmpty => !(Width > 0 && Height > 0);

    /// <summary>Whether all four numbers are finite: neither NaN nor infinite.</summary>
    public bool IsFinite => double.IsFinite(X) && double.IsFinite(Y) && double.IsFinite(Width) && double.IsFinite(Height);

    /// <summary>Makes a box from its left, top, right and bottom edges.</summary>
    public static BoundingBox FromXyxy(double left, double top, double right, double bottom)
        => new(left, top, right - left, bottom - top);

    /// <summary>Makes a box from its centre and extent.</summary>
    public static BoundingBox FromCxCyWh(double centreX, double centreY, double width, double height)
        => new(centreX - (width / 2), centreY - (height / 2), width, height);

    /// <summary>The part that both boxes cover; empty (zero extent) when they do not meet.</summary>
    public BoundingBox Intersect(BoundingBox other)
    {
        double left = Math.Max(X, other.X), top = Math.Max(Y, other.Y);
        double right = Math.Min(Right, other.Right), bottom = Math.Min(Bottom, other.Bottom);
        return new BoundingBox(left, top, Math.Max(0, right - left), Math.Max(0, bottom - top));
    }

    /// <summary>The part of this box inside a picture of the given size.</summary>
    /// <param name="width">Picture width in pixels.</param>
    /// <param name="height">Picture height in pixels.</param>
    public BoundingBox ClipTo(double width, double height) => Intersect(new BoundingBox(0, 0, width, height));

    /// <summary>Intersection over union with another box, 0 to 1; 0 when either is empty.</summary>
    public double IoU(BoundingBox other)
    {
        double overlap = Intersect(other).Area;
        double union = Area + other.Area - overlap;
        return union > 0 ? overlap / union : 0;
    }

    /// <summary>The box with position and extent multiplied by a factor for each direction.</summary>
    public BoundingBox Scale(double byX, double byY) => new(X * byX, Y * byY, Width * byX, Height * byY);

    /// <summary>The box moved by an offset.</summary>
    public BoundingBox Offset(double dx, double dy) => this with { X = X + dx, Y = Y + dy };
}
