namespace ImageAnalytics.Results.Repeats;

/// <summary>
/// Gathers the boxes of one folder, step and label by place: a box belongs to the place whose first box it overlaps most, and opens a new one where
/// it overlaps none enough. (Leader clustering, Hartigan, "Clustering Algorithms", 1975, chapter 3.) One box looks at a few neighbours only.
/// </summary>
internal sealed class RepeatPlaces(BoxGrid grid, double overlap)
{
    private readonly Dictionary<BoxCell, List<RepeatPlace>> _cells = [];
    private readonly List<RepeatPlace> _places = [];
    private long _next;

    /// <summary>The places since the last <see cref="Clear"/>, in the order in which they were first seen.</summary>
    public IReadOnlyList<RepeatPlace> All => _places;

    /// <summary>Puts a box to its place.</summary>
    /// <returns>The place's id.</returns>
    public long Add(BoundingBox box, long ordinal)
    {
        RepeatPlace? nearest = null;
        double most = 0;
        foreach (BoxCell cell in grid.Around(box))
        {
            foreach (RepeatPlace place in _cells.TryGetValue(cell, out List<RepeatPlace>? there) ? there : [])
            {
                double iou = place.Box.IoU(box);
                if (iou >= overlap && (iou > most || (iou == most && place.Id < nearest!.Id)))
                {
                    (nearest, most) = (place, iou);
                }
            }
        }

        if (nearest is not null)
        {
            nearest.Add(ordinal);
            return nearest.Id;
        }

        RepeatPlace opened = new(_next++, box, ordinal);
        _places.Add(opened);
        BoxCell own = grid.CellOf(box);
        (_cells.TryGetValue(own, out List<RepeatPlace>? neighbours) ? neighbours : _cells[own] = []).Add(opened);
        return opened.Id;
    }

    /// <summary>Forgets all places; ids go on.</summary>
    public void Clear()
    {
        _cells.Clear();
        _places.Clear();
    }
}
