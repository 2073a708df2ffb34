namespace ImageAnalytics.Results.Repeats;

/// <summary>Sorts boxes into cells so that two that overlap enough lie in neighbouring ones.</summary>
/// <remarks>
/// With an IoU of at least t, the part that both boxes share is at least t times as wide as the wider one: so their widths differ by a factor of
/// at most 1 / t, and their left edges by at most (1 - t) times the greater width. The same holds for heights and top edges.
/// </remarks>
/// <param name="overlap">The least IoU, above 0 and below 1.</param>
internal sealed class BoxGrid(double overlap)
{
    private const double LeastExtent = 0.05;
    private readonly double _class = -Math.Log(overlap);

    /// <summary>The box's own cell.</summary>
    public BoxCell CellOf(BoundingBox box)
    {
        int width = ClassOf(box.Width), height = ClassOf(box.Height);
        return new BoxCell(width, height, Place(box.X, width), Place(box.Y, height));
    }

    /// <summary>All cells, 81 of them, in which a box lies that overlaps this one enough.</summary>
    public IEnumerable<BoxCell> Around(BoundingBox box)
    {
        int ownWidth = ClassOf(box.Width), ownHeight = ClassOf(box.Height);
        for (int width = ownWidth - 1; width <= ownWidth + 1; width++)
        {
            int left = Place(box.X, width);
            for (int height = ownHeight - 1; height <= ownHeight + 1; height++)
            {
                int top = Place(box.Y, height);
                for (int dx = -1; dx <= 1; dx++)
                {
                    for (int dy = -1; dy <= 1; dy++)
                    {
                        yield return new BoxCell(width, height, left + dx, top + dy);
                    }
                }
            }
        }
    }

    private int ClassOf(double extent) => (int)Math.Floor(Math.Log(Math.Max(extent, LeastExtent)) / _class);

    // As large as the edges of a box of this class and of one of the next can lie apart.
    private int Place(double edge, int extentClass)
        => (int)Math.Clamp(Math.Floor(edge / ((1 - overlap) * Math.Exp(_class * (extentClass + 2)))), int.MinValue + 1, int.MaxValue - 1);
}
