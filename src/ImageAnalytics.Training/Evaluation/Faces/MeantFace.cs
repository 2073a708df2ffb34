using ImageAnalytics.Sdk;

namespace ImageAnalytics.Training.Evaluation.Faces;

/// <summary>Which face of a picture is the person that the picture is labelled with: of several, the one whose middle is nearest the picture's.</summary>
internal static class MeantFace
{
    /// <summary>How far the middle of a face is from the picture's, squared, in pixels.</summary>
    public static double FromMiddle(BoundingBox box, PixelView pixels)
    {
        double x = box.X + ((box.Width - pixels.Width) / 2), y = box.Y + ((box.Height - pixels.Height) / 2);
        return (x * x) + (y * y);
    }
}
