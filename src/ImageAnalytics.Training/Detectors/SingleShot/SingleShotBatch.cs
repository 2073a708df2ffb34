using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Training.Detectors.Boxes;
using ImageAnalytics.Training.Detectors.Examples;

namespace ImageAnalytics.Training.Detectors.SingleShot;

/// <summary>Pictures of one step, and what each cell of the grids should say.</summary>
internal sealed class SingleShotBatch : IDisposable
{
    /// <summary>Prepares the targets.</summary>
    public SingleShotBatch(IReadOnlyList<DetectionExample> examples, InputSpec input, SingleShotOptions options)
    {
        Pictures = new PictureBatch(examples, input);
        Grids = CellGrid.Of(options.Strides, Pictures.Width, Pictures.Height);
        int each = Grids.Sum(g => g.Count);
        for (int i = 0; i < examples.Count; i++)
        {
            int[] owners = CellAssigner.Assign(Grids, examples[i].Objects, options);
            for (int cell = 0; cell < each; cell++)
            {
                Add(((long)i * each) + cell, cell, owners[cell], examples[i].Objects);
            }
        }
    }

    public PictureBatch Pictures { get; }

    public CellGrid[] Grids { get; }

    /// <summary>Numbers of the cells that learn an object, counted through all pictures.</summary>
    public List<long> Positives { get; } = [];

    /// <summary>Numbers of the cells that learn nothing.</summary>
    public List<long> Ignored { get; } = [];

    /// <summary>For each positive cell its class.</summary>
    public List<long> Classes { get; } = [];

    /// <summary>For each positive cell left, top, right and bottom of its object, relative to the cell's centre, in strides.</summary>
    public List<float> Boxes { get; } = [];

    /// <summary>For each positive cell with points, its place among the positive ones.</summary>
    public List<long> WithPoints { get; } = [];

    /// <summary>For these cells x and y of five points, relative to the cell's centre, in strides.</summary>
    public List<float> Points { get; } = [];

    public void Dispose()
    {
    }

    private void Add(long at, int cell, int owner, IReadOnlyList<ExampleObject> objects)
    {
        if (owner == CellAssigner.Ignored)
        {
            Ignored.Add(at);
        }

        if (owner < 0)
        {
            return;
        }

        (CellGrid grid, int place) = Place(cell);
        (float x, float y) = grid.Centre(place);
        ExampleObject target = objects[owner];
        EdgeBox box = target.Box;
        if (target.Points.Count > 0)
        {
            WithPoints.Add(Positives.Count);
            Points.AddRange(target.Points.SelectMany(p => new[] { ((float)p.X - x) / grid.Stride, ((float)p.Y - y) / grid.Stride }));
        }

        Positives.Add(at);
        Classes.Add(target.ClassId);
        Boxes.AddRange((ReadOnlySpan<float>)[(box.Left - x) / grid.Stride, (box.Top - y) / grid.Stride, (box.Right - x) / grid.Stride, (box.Bottom - y) / grid.Stride]);
    }

    private (CellGrid Grid, int Place) Place(int cell)
    {
        int level = 0;
        for (; cell >= Grids[level].Count; level++)
        {
            cell -= Grids[level].Count;
        }

        return (Grids[level], cell);
    }
}
