using ImageAnalytics.Training.Detectors.Boxes;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Detectors.Regions;

/// <summary>
/// Cuts regions out of a grid of features (RoIAlign; He et al., Mask R-CNN, 2017, section 3): each cell of a region is the mean of four places,
/// each read bilinearly, without rounding. Equal to ONNX's <c>RoiAlign</c> with <c>half_pixel</c>, <c>avg</c> and a sampling ratio of 2.
/// </summary>
internal static class RegionAlign
{
    /// <summary>Places along each side of a cell.</summary>
    public const int Samples = 2;

    /// <summary>Cuts regions out.</summary>
    /// <param name="grid">Features, [N, C, rows, columns].</param>
    /// <param name="regions">Equally many regions of each picture, one picture after the other, in pixels; inside the picture.</param>
    /// <param name="side">Cells along each side of a region.</param>
    /// <param name="stride">Pixels per cell of the grid.</param>
    /// <returns>[regions, C, side, side].</returns>
    public static Tensor Cut(Tensor grid, ReadOnlySpan<EdgeBox> regions, int side, int stride)
    {
        (long pictures, long channels, long rows, long columns) = (grid.shape[0], grid.shape[1], grid.shape[2], grid.shape[3]);
        long each = regions.Length / pictures;
        int samples = side * Samples;
        float[] places = new float[regions.Length * samples * samples * 2];
        // grid_sample wants −1 and 1 at the outer edges of the grid.
        float scaleX = 2f / (columns * stride), scaleY = 2f / (rows * stride);
        int at = 0;
        foreach (EdgeBox region in regions)
        {
            for (int y = 0; y < samples; y++)
            {
                float placeY = ((region.Top + ((y + 0.5f) * region.Height / samples)) * scaleY) - 1;
                for (int x = 0; x < samples; x++)
                {
                    places[at++] = ((region.Left + ((x + 0.5f) * region.Width / samples)) * scaleX) - 1;
                    places[at++] = placeY;
                }
            }
        }

        Tensor sampled = nn.functional.grid_sample(
            grid, tensor(places, [pictures, each * samples, samples, 2]), GridSampleMode.Bilinear, GridSamplePaddingMode.Border, align_corners: false);
        return nn.functional.avg_pool2d(sampled, Samples).reshape(pictures, channels, each, side, side).transpose(1, 2).reshape(pictures * each, channels, side, side);
    }
}
