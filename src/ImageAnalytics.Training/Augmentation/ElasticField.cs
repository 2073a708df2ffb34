using OpenCvSharp;

namespace ImageAnalytics.Training.Augmentation;

/// <summary>A smooth bending of a result: displacements on a coarse grid, between which it is interpolated.</summary>
/// <remarks>Source of the idea: Simard, Steinkraus and Platt, Best Practices for Convolutional Neural Networks, 2003. One thread at a time.</remarks>
internal sealed class ElasticField : IDisposable
{
    private const int Steps = 60;
    private const double Close = 0.01, MostOfSpacing = 0.25;
    private readonly Mat _coarseX = new(), _coarseY = new(), _x = new(), _y = new();
    private Placement? _written;

    /// <summary>Where each pixel of the result is taken from, X.</summary>
    public Mat MapX { get; } = new();

    /// <summary>Where each pixel of the result is taken from, Y.</summary>
    public Mat MapY { get; } = new();

    /// <summary>Draws a bending by chance, and the maps for a placement.</summary>
    public void Draw(AugmentationOptions options, Placement placement, ref AugmentationRandom random)
    {
        int side = Math.Min(placement.Width, placement.Height);
        double spacing = Math.Max(1, options.ElasticGrid * side);
        int columns = Math.Max(2, (int)Math.Round(placement.Width / spacing)), rows = Math.Max(2, (int)Math.Round(placement.Height / spacing));
        // With fewer points than the grid has room for they are closer than it says: further than this, the picture would fold.
        double bound = Math.Min(options.Elastic * side, MostOfSpacing * Math.Min((double)placement.Width / columns, (double)placement.Height / rows));
        Fill(_coarseX, rows, columns, bound, ref random);
        Fill(_coarseY, rows, columns, bound, ref random);
        _written = null;
        Size size = new(placement.Width, placement.Height);
        Cv2.Resize(_coarseX, _x, size, 0, 0, InterpolationFlags.Cubic);
        Cv2.Resize(_coarseY, _y, size, 0, 0, InterpolationFlags.Cubic);
    }

    /// <summary>Writes the maps from the result to a picture, unless they are there.</summary>
    public unsafe void WriteMaps(Placement placement)
    {
        if (_written == placement)
        {
            return;
        }

        _written = placement;
        int width = placement.Width, height = placement.Height;
        MapX.Create(height, width, MatType.CV_32FC1);
        MapY.Create(height, width, MatType.CV_32FC1);
        (double xx, double xy, double x0, double yx, double yy, double y0) = placement.Inverse();
        float fxx = (float)xx, fxy = (float)xy, fyx = (float)yx, fyy = (float)yy;
        for (int y = 0; y < height; y++)
        {
            float* dx = (float*)_x.Ptr(y), dy = (float*)_y.Ptr(y), mapX = (float*)MapX.Ptr(y), mapY = (float*)MapY.Ptr(y);
            for (int x = 0; x < width; x++)
            {
                float px = x + 0.5f + dx[x], py = y + 0.5f + dy[x];
                mapX[x] = (fxx * px) + (fxy * py) + (float)x0 - 0.5f;
                mapY[x] = (fyx * px) + (fyy * py) + (float)y0 - 0.5f;
            }
        }
    }

    /// <summary>Where a place of the unbent result is after the bending.</summary>
    /// <remarks>The maps go from the result back, so the place p that comes from q solves p + d(p) = q; d is gentle, so steps to it come closer.</remarks>
    public (double X, double Y) Apply(double x, double y)
    {
        (double px, double py) = (x, y);
        for (int step = 0; step < Steps; step++)
        {
            (double formerX, double formerY) = (px, py);
            (px, py) = (x - At(_x, px, py), y - At(_y, px, py));
            if (Math.Abs(px - formerX) + Math.Abs(py - formerY) < Close)
            {
                break;
            }
        }

        return (px, py);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Mat mat in (Mat[])[_coarseX, _coarseY, _x, _y, MapX, MapY])
        {
            mat.Dispose();
        }
    }

    private static unsafe void Fill(Mat grid, int rows, int columns, double bound, ref AugmentationRandom random)
    {
        grid.Create(rows, columns, MatType.CV_32FC1);
        float* values = (float*)grid.Data;
        for (int i = 0; i < rows * columns; i++)
        {
            values[i] = (float)random.Around(bound);
        }
    }

    private static unsafe double At(Mat field, double x, double y)
    {
        int width = field.Cols, height = field.Rows;
        double cx = Math.Clamp(x - 0.5, 0, width - 1), cy = Math.Clamp(y - 0.5, 0, height - 1);
        int x0 = (int)cx, y0 = (int)cy, x1 = Math.Min(x0 + 1, width - 1), y1 = Math.Min(y0 + 1, height - 1);
        float* upper = (float*)field.Ptr(y0), lower = (float*)field.Ptr(y1);
        double fx = cx - x0, fy = cy - y0;
        return ((1 - fy) * (((1 - fx) * upper[x0]) + (fx * upper[x1]))) + (fy * (((1 - fx) * lower[x0]) + (fx * lower[x1])));
    }
}
