using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Masks;

/// <summary>Spreads the soft mask of a box over the pixels of an image and cuts it at a threshold.</summary>
/// <remarks>
/// The paste of Mask R-CNN (He et al. 2017, section 3.1): bilinear between the centres of the mask's cells, 0 beyond its border. A pixel
/// belongs to a box when its centre does. Nothing of the image's size is held: runs are made column by column. Used by one lane at a time.
/// </remarks>
public sealed class MaskPaster
{
    /// <summary>Changes whenever the same soft mask would be pasted otherwise.</summary>
    public const int Revision = 1;

    private double[] _column = [];
    private int[] _firstRows = [];

    /// <summary>Pastes a soft mask.</summary>
    /// <param name="mask">The values; those that are not finite count as 0. Its own box is not looked at.</param>
    /// <param name="box">The box over which the values are spread, in pixels of the image.</param>
    /// <param name="limit">The part of it that may be set, such as what of the box lies in the region.</param>
    /// <param name="imageWidth">Columns of the image, at least 1.</param>
    /// <param name="imageHeight">Rows of the image, at least 1.</param>
    /// <param name="threshold">Pixels whose value is at least this are set; those with a value of 0 never are.</param>
    /// <returns>The runs of the whole image; none is set where box and limit hold no pixel's centre.</returns>
    public RunLengths Paste(SoftMask mask, BoundingBox box, BoundingBox limit, int imageWidth, int imageHeight, double threshold)
    {
        RunLengthsBuilder runs = new(imageWidth, imageHeight);
        BoundingBox inside = box.Intersect(limit);
        if (!box.IsFinite || inside is not { IsFinite: true, IsEmpty: false })
        {
            return runs.Build();
        }

        (int left, int right) = Centres(inside.X, inside.Right, imageWidth);
        (int top, int bottom) = Centres(inside.Y, inside.Bottom, imageHeight);
        if (left >= right || top >= bottom)
        {
            return runs.Build();
        }

        PlanRows(mask.Height, box, top, bottom);
        runs.Add(false, left * imageHeight);
        for (int x = left; x < right; x++)
        {
            ReadColumn(mask, (x + 0.5 - box.X) / box.Width);
            runs.Add(false, top);
            AddColumn(runs, mask.Height, box, threshold);
            runs.Add(false, imageHeight - bottom);
        }

        return runs.Build();
    }

    // The pixels whose centres lie between two edges.
    private static (int First, int End) Centres(double from, double to, int most)
        => ((int)Math.Clamp(Math.Ceiling(from - 0.5), 0, most), (int)Math.Clamp(Math.Floor(to - 0.5) + 1, 0, most));

    // Cell 0 of the padded column lies before the mask, cell height + 1 after it. Rows between two neighbouring cells' centres stand together.
    private void PlanRows(int height, BoundingBox box, int top, int bottom)
    {
        if (_column.Length < height + 2)
        {
            (_column, _firstRows) = (new double[height + 2], new int[height + 2]);
        }

        int row = top;
        for (int gap = 0; gap <= height; gap++)
        {
            _firstRows[gap] = row;
            while (row < bottom && (gap == height || PlaceOf(row, height, box) < gap + 1))
            {
                row++;
            }
        }

        _firstRows[height + 1] = bottom;
    }

    // In cells of the padded column, whose centres lie at whole numbers.
    private static double PlaceOf(int row, int height, BoundingBox box) => ((row + 0.5 - box.Y) / box.Height * height) + 0.5;

    // The values of the mask's rows at one column of the image; share is that column's place in the box, 0 to 1.
    private void ReadColumn(SoftMask mask, double share)
    {
        double place = (share * mask.Width) - 0.5;
        int cell = (int)Math.Floor(place);
        double weight = place - cell;
        for (int y = 0; y < mask.Height; y++)
        {
            ReadOnlySpan<float> row = mask.Values.Slice(y * mask.Width, mask.Width);
            _column[y + 1] = (ValueAt(row, cell) * (1 - weight)) + (ValueAt(row, cell + 1) * weight);
        }

        (_column[0], _column[mask.Height + 1]) = (0, 0);
    }

    private static double ValueAt(ReadOnlySpan<float> row, int cell)
        => (uint)cell < (uint)row.Length && float.IsFinite(row[cell]) ? row[cell] : 0;

    // Between two centres the value runs straight from one to the other, so most rows need no look of their own.
    private void AddColumn(RunLengthsBuilder runs, int height, BoundingBox box, double threshold)
    {
        for (int gap = 0; gap <= height; gap++)
        {
            (double above, double below) = (_column[gap], _column[gap + 1]);
            int first = _firstRows[gap], end = _firstRows[gap + 1];
            if (IsSet(above) == IsSet(below))
            {
                runs.Add(IsSet(above), end - first);
                continue;
            }

            for (int row = first; row < end; row++)
            {
                runs.Add(IsSet(above + ((below - above) * (PlaceOf(row, height, box) - gap))), 1);
            }
        }

        bool IsSet(double value) => value >= threshold && value > 0;
    }
}
