using ImageAnalytics.Sdk;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Places marks and their names over a picture of a known size, so that no name covers another.</summary>
internal static class DeckMarkPlacer
{
    /// <summary>The size of names in points, and the height of what they stand on.</summary>
    public const double NameSize = 8, NameHeight = 12;

    private const int MaxMarks = 24, MaxNames = 14;
    private const double Padding = 3, LongestName = 110;

    /// <summary>Places the most confident marks; the least confident of them first, so that the best lies on top.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="width">How wide it is shown, in points.</param>
    /// <param name="height">How high it is shown.</param>
    /// <param name="scale">How much larger names are.</param>
    public static IReadOnlyList<PlacedMark> Place(DeckPicture picture, double width, double height, double scale = 1)
    {
        double sx = width / Math.Max(1, picture.Width), sy = height / Math.Max(1, picture.Height);
        List<BoundingBox> taken = [];
        List<PlacedMark> placed = [];
        IEnumerable<DeckMark> chosen = picture.Marks.Where(m => m.Box.IsFinite && !m.Box.ClipTo(picture.Width, picture.Height).IsEmpty)
            .OrderByDescending(m => m.Confidence).ThenByDescending(m => m.Box.Area).Take(MaxMarks);
        foreach (DeckMark mark in chosen)
        {
            BoundingBox box = mark.Box.ClipTo(picture.Width, picture.Height).Scale(sx, sy);
            (string Text, BoundingBox Box)? name = taken.Count < MaxNames ? Name(mark, box, width, height, scale, taken) : null;
            placed.Add(new PlacedMark(mark, box, name?.Text ?? "", name?.Box ?? default, mark.Mask is { } mask ? MaskTracer.Trace(mask) : null));
        }

        placed.Reverse();
        return placed;
    }

    // Above the box, inside at its top, below it, inside at its bottom: the first place that is inside the picture and free.
    private static (string Text, BoundingBox Box)? Name(DeckMark mark, BoundingBox box, double width, double height, double scale, List<BoundingBox> taken)
    {
        string text = TextFit.End(DeckText.Of(mark.Name), Math.Min(LongestName * scale, width - (2 * Padding * scale)), NameSize * scale, bold: true);
        double wide = Math.Min(width, TextWidth.Of(text, NameSize * scale, bold: true) + (2 * Padding * scale)), high = NameHeight * scale;
        double x = Math.Clamp(box.X, 0, width - wide);
        foreach (double y in (double[])[box.Y - high, box.Y, box.Bottom, box.Bottom - high])
        {
            BoundingBox place = new(x, y, wide, high);
            if (y >= 0 && y + high <= height && taken.All(t => t.Intersect(place).IsEmpty))
            {
                taken.Add(place);
                return (text, place);
            }
        }

        return null;
    }
}
