using ImageAnalytics.Training.Detectors.Boxes;
using ImageAnalytics.Training.Detectors.Examples;

namespace ImageAnalytics.Training.Detectors.SingleShot;

/// <summary>
/// Says which cells learn which object (Tian et al., FCOS, 2019, section 3.2, with centre sampling): the cells about its centre in the grid
/// that fits its size; where objects compete for a cell, the smallest gets it.
/// </summary>
internal static class CellAssigner
{
    /// <summary>The cell learns background.</summary>
    public const int Background = -1;

    /// <summary>The cell lies in a crowd and learns nothing.</summary>
    public const int Ignored = -2;

    /// <summary>For each cell of all grids, one after the other, the number of its object, <see cref="Background"/> or <see cref="Ignored"/>.</summary>
    public static int[] Assign(CellGrid[] grids, IReadOnlyList<ExampleObject> objects, SingleShotOptions options)
    {
        int[] owners = new int[grids.Sum(g => g.Count)];
        Array.Fill(owners, Background);
        foreach (ExampleObject crowd in objects.Where(o => o.Crowd))
        {
            MarkCrowd(grids, crowd.Box, owners);
        }

        // Large ones first, so that small ones overwrite them.
        foreach (int index in Enumerable.Range(0, objects.Count).Where(i => !objects[i].Crowd).OrderByDescending(i => objects[i].Box.Area).ThenByDescending(i => i))
        {
            AssignObject(grids, objects[index].Box, index, owners, options);
        }

        return owners;
    }

    // A box holds the centre of the cell that says it. Where none of the fitting grid's lies in a thin object, a finer grid's does.
    private static void AssignObject(CellGrid[] grids, EdgeBox box, int index, int[] owners, SingleShotOptions options)
    {
        float size = Math.Max(box.Width, box.Height);
        int fitting = Array.FindIndex(grids, g => g.Stride * options.SizePerStride >= size), level = fitting < 0 ? grids.Length - 1 : fitting;
        while (!AssignCells(grids, level, box, index, owners, options))
        {
            if (level-- == 0)
            {
                // Smaller than a cell: the cell that holds its centre.
                CellGrid grid = grids[0];
                int column = Math.Clamp((int)((box.Left + box.Right) / 2 / grid.Stride), 0, grid.Columns - 1), row = Math.Clamp((int)((box.Top + box.Bottom) / 2 / grid.Stride), 0, grid.Rows - 1);
                owners[(row * grid.Columns) + column] = index;
                return;
            }
        }
    }

    private static bool AssignCells(CellGrid[] grids, int level, EdgeBox box, int index, int[] owners, SingleShotOptions options)
    {
        CellGrid grid = grids[level];
        int offset = grids.Take(level).Sum(g => g.Count);
        float x = (box.Left + box.Right) / 2, y = (box.Top + box.Bottom) / 2, radius = (float)options.CentreRadius * grid.Stride;
        bool any = false;
        for (int cell = 0; cell < grid.Count; cell++)
        {
            (float cx, float cy) = grid.Centre(cell);
            if (Math.Abs(cx - x) <= radius && Math.Abs(cy - y) <= radius && cx > box.Left && cx < box.Right && cy > box.Top && cy < box.Bottom)
            {
                owners[offset + cell] = index;
                any = true;
            }
        }

        return any;
    }

    private static void MarkCrowd(CellGrid[] grids, EdgeBox box, int[] owners)
    {
        int offset = 0;
        foreach (CellGrid grid in grids)
        {
            for (int cell = 0; cell < grid.Count; cell++)
            {
                (float x, float y) = grid.Centre(cell);
                if (x > box.Left && x < box.Right && y > box.Top && y < box.Bottom)
                {
                    owners[offset + cell] = Ignored;
                }
            }

            offset += grid.Count;
        }
    }
}
