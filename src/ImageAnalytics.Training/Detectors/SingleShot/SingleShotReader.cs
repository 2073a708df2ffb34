using ImageAnalytics.Training.Detectors.Boxes;
using ImageAnalytics.Training.Detectors.Examples;
using ImageAnalytics.Training.Networks;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Detectors.SingleShot;

/// <summary>Reads objects from what the cells say, as the program does when the model runs.</summary>
internal static class SingleShotReader
{
    /// <summary>The objects of each picture, most confident first.</summary>
    public static IReadOnlyList<IReadOnlyList<FoundObject>> Read(Tensor scores, Tensor boxes, CellGrid[] grids, SingleShotOptions options, float minConfidence)
    {
        (int pictures, int cells, int classes) = ((int)scores.shape[0], (int)scores.shape[1], (int)scores.shape[2]);
        float[] confidences = scores.sigmoid().Floats(), edges = boxes.Floats();
        return
        [
            .. Enumerable.Range(0, pictures).Select(picture =>
                Choose(Candidates(confidences.AsSpan(picture * cells * classes, cells * classes), edges.AsSpan(picture * cells * 4, cells * 4), grids, classes, minConfidence), options)),
        ];
    }

    private static List<FoundObject> Candidates(ReadOnlySpan<float> confidences, ReadOnlySpan<float> edges, CellGrid[] grids, int classes, float minConfidence)
    {
        List<FoundObject> found = [];
        int cell = 0;
        foreach (CellGrid grid in grids)
        {
            for (int place = 0; place < grid.Count; place++, cell++)
            {
                ReadOnlySpan<float> own = confidences.Slice(cell * classes, classes);
                int best = 0;
                for (int c = 1; c < classes; c++)
                {
                    best = own[c] > own[best] ? c : best;
                }

                if (own[best] >= minConfidence)
                {
                    (float x, float y) = grid.Centre(place);
                    ReadOnlySpan<float> edge = edges.Slice(cell * 4, 4);
                    EdgeBox box = new(x + (edge[0] * grid.Stride), y + (edge[1] * grid.Stride), x + (edge[2] * grid.Stride), y + (edge[3] * grid.Stride));
                    found.Add(new FoundObject(best, box.ClipTo(grid.Columns * grid.Stride, grid.Rows * grid.Stride), own[best]));
                }
            }
        }

        return found;
    }

    private static List<FoundObject> Choose(List<FoundObject> candidates, SingleShotOptions options)
    {
        List<FoundObject> chosen = [];
        foreach (IGrouping<int, FoundObject> group in candidates.GroupBy(c => c.ClassId))
        {
            FoundObject[] own = [.. group];
            int[] order = GreedySuppression.Order([.. own.Select(o => o.Confidence)], own.Length);
            chosen.AddRange(GreedySuppression.Keep([.. own.Select(o => o.Box)], order, (float)options.NmsThreshold, options.MaxDetections).Select(i => own[i]));
        }

        return [.. chosen.OrderByDescending(c => c.Confidence).Take(options.MaxDetections)];
    }
}
