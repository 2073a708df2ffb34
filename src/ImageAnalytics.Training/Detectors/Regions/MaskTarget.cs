using ImageAnalytics.Training.Detectors.Boxes;
using ImageAnalytics.Training.Detectors.Examples;

namespace ImageAnalytics.Training.Detectors.Regions;

/// <summary>Cuts a region out of an object's mask, as small as a network gives it.</summary>
internal static class MaskTarget
{
    /// <summary>Adds 28 × 28 numbers, row by row: 1 where the centre of a cell lies on the object, otherwise 0.</summary>
    public static void Write(ObjectMask mask, EdgeBox region, List<float> into)
    {
        for (int y = 0; y < MaskOptions.Side; y++)
        {
            float placeY = region.Top + ((y + 0.5f) * region.Height / MaskOptions.Side);
            for (int x = 0; x < MaskOptions.Side; x++)
            {
                into.Add(mask.At(region.Left + ((x + 0.5f) * region.Width / MaskOptions.Side), placeY) >= 0.5f ? 1 : 0);
            }
        }
    }
}
