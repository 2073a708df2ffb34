using ImageAnalytics.Sdk;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Shares a part of a slide among pictures: the rows and columns that show most of them.</summary>
internal static class PictureGrid
{
    private const double Gap = 12;

    /// <summary>A place for each picture and its caption, in the order given.</summary>
    /// <param name="pictures">The pictures.</param>
    /// <param name="area">The part of the slide, in points.</param>
    /// <param name="captionHeight">How high a caption is.</param>
    public static IReadOnlyList<(BoundingBox Picture, BoundingBox Caption)> Share(IReadOnlyList<DeckPicture> pictures, BoundingBox area, double captionHeight)
    {
        int columns = Enumerable.Range(1, pictures.Count).MaxBy(c => pictures.Sum(p => Fit(p, Cell(area, c, pictures.Count, 0, captionHeight)).Area));
        return [.. pictures.Select((p, i) => Placed(p, Cell(area, columns, pictures.Count, i, captionHeight), captionHeight))];
    }

    private static (BoundingBox, BoundingBox) Placed(DeckPicture picture, BoundingBox cell, double captionHeight)
    {
        BoundingBox fitted = Fit(picture, cell);
        return (fitted, new BoundingBox(cell.X, fitted.Bottom + 2, cell.Width, captionHeight));
    }

    // The last row is centred when it is not full.
    private static BoundingBox Cell(BoundingBox area, int columns, int count, int index, double captionHeight)
    {
        int rows = (count + columns - 1) / columns, row = index / columns, inRow = Math.Min(columns, count - (row * columns));
        double width = (area.Width - ((columns - 1) * Gap)) / columns, height = (area.Height - ((rows - 1) * Gap)) / rows;
        double left = area.X + ((area.Width - (inRow * (width + Gap)) + Gap) / 2);
        return new BoundingBox(left + ((index % columns) * (width + Gap)), area.Y + (row * (height + Gap)), width, Math.Max(8, height - captionHeight - 2));
    }

    private static BoundingBox Fit(DeckPicture picture, BoundingBox cell)
    {
        double ratio = (double)Math.Max(1, picture.Width) / Math.Max(1, picture.Height);
        double width = Math.Max(4, Math.Min(cell.Width, cell.Height * ratio)), height = Math.Max(4, width / ratio);
        height = Math.Min(height, cell.Height);
        return new BoundingBox(cell.X + ((cell.Width - width) / 2), cell.Y + ((cell.Height - height) / 2), width, height);
    }
}
