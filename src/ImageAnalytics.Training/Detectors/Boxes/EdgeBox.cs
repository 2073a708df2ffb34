namespace ImageAnalytics.Training.Detectors.Boxes;

/// <summary>A box by its edges, in pixels of the prepared picture, in the precision in which networks compute.</summary>
internal readonly record struct EdgeBox(float Left, float Top, float Right, float Bottom)
{
    public float Width => Right - Left;

    public float Height => Bottom - Top;

    public float Area => Math.Max(0, Width) * Math.Max(0, Height);

    /// <summary>Intersection over union; 0 where one has no area.</summary>
    public float IoU(EdgeBox other)
    {
        float width = Math.Min(Right, other.Right) - Math.Max(Left, other.Left), height = Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top);
        if (width <= 0 || height <= 0)
        {
            return 0;
        }

        float overlap = width * height, union = Area + other.Area - overlap;
        return union > 0 ? overlap / union : 0;
    }

    /// <summary>What of it lies in a picture.</summary>
    public EdgeBox ClipTo(float width, float height)
        => new(Math.Clamp(Left, 0, width), Math.Clamp(Top, 0, height), Math.Clamp(Right, 0, width), Math.Clamp(Bottom, 0, height));

    public static EdgeBox Of(Sdk.BoundingBox box) => new((float)box.X, (float)box.Y, (float)box.Right, (float)box.Bottom);

    public Sdk.BoundingBox ToBox() => Sdk.BoundingBox.FromXyxy(Left, Top, Right, Bottom);
}
