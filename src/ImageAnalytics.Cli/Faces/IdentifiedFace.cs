using ImageAnalytics.Faces;
using ImageAnalytics.Inference.Faces;

namespace ImageAnalytics.Cli.Faces;

/// <summary>A face and whose it is.</summary>
/// <param name="Person">The person; empty when unknown.</param>
/// <param name="Distance">Distance to the nearest known face; null when the face cannot be compared.</param>
/// <param name="Confidence">What the detector says, 0 to 1.</param>
/// <param name="X">Left edge in pixels.</param>
/// <param name="Y">Top edge in pixels.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
internal sealed record IdentifiedFace(string Person, double? Distance, double Confidence, double X, double Y, double Width, double Height)
{
    public static IdentifiedFace Of(FoundFace face, Gallery gallery, double tolerance)
    {
        (string person, Match? nearest) = face.Embedding is { } embedding ? gallery.Identify(embedding, tolerance) : ("", null);
        return new IdentifiedFace(
            person, nearest?.Distance, Round(face.Confidence, 4), Round(face.Box.X, 1), Round(face.Box.Y, 1), Round(face.Box.Width, 1), Round(face.Box.Height, 1));
    }

    private static double Round(double value, int digits) => Math.Round(value, digits, MidpointRounding.AwayFromZero);
}
