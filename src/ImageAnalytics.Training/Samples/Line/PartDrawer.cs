using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Samples.Parts;
using OpenCvSharp;

namespace ImageAnalytics.Training.Samples.Line;

/// <summary>Draws single parts as a detector would cut them out of a picture of the line.</summary>
/// <remarks>A picture depends on seed and number alone. Safe on several threads at once.</remarks>
public static class PartDrawer
{
    private const int Scene = 256;

    /// <summary>The class of a picture: its position in <see cref="PartLabels.Classes"/>. Classes take turns, so any count is balanced.</summary>
    public static int ClassOf(int index) => index % PartLabels.Classes.Count;

    /// <summary>Draws one picture.</summary>
    /// <param name="seed">Which world; any number.</param>
    /// <param name="index">Which picture of it, from 0.</param>
    /// <returns>A PNG file of about 40 to 160 pixels a side: the part's box, each side moved by up to 8 %, from a picture with the noise, blur and JPEG of the line.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static byte[] Draw(long seed, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        SampleRandom random = new(seed, SampleStream.Part, index);
        (PartKind kind, bool defective) = ((PartKind)(ClassOf(index) % PartLabels.Kinds.Count), ClassOf(index) >= PartLabels.Kinds.Count);
        using Mat picture = new(Scene, Scene, MatType.CV_8UC3);
        Belt belt = new(640, 480, random);
        belt.Paint(picture);
        Clutter.Draw(picture, belt, 1, random);
        SceneLight light = SceneLight.Make(random);
        Placement placement = new(Scene, Scene);
        RenderedPart part = PartRenderer.Render(PartPiece.Make(kind, defective, random), PartSize.Half(kind, random), random.Between(0, Math.Tau), light);
        placement.TryPut(part, (Scene - part.Side) / 2, (Scene - part.Side) / 2, overlap: false);
        PutNeighbours(placement, light, random);
        foreach (PlacedPart placed in placement.Parts)
        {
            PartStamp.Put(picture, placed.Part, placed.Left, placed.Top, light);
        }

        Camera camera = new(random, 6);
        camera.Take(picture);
        using Mat seen = Cv2.ImDecode(Camera.EncodeJpeg(picture, camera.Quality), ImreadModes.Color);
        (int left, int top, int columns, int rows, byte[] pixels) = placement.VisibleOf(0);
        using Mat crop = seen.SubMat(Jitter(RunLengths.FromWindow(Scene, Scene, left, top, columns, rows, pixels).Bounds, random));
        Cv2.ImEncode(".png", crop, out byte[] bytes);
        return bytes;
    }

    private static void PutNeighbours(Placement placement, SceneLight light, SampleRandom random)
    {
        for (int i = random.Whole(-1, 2); i > 0; i--)
        {
            PartKind kind = (PartKind)random.Whole(0, 5);
            RenderedPart part = PartRenderer.Render(PartPiece.Make(kind, random.Chance(0.2), random), PartSize.Half(kind, random), random.Between(0, Math.Tau), light);
            bool overlap = random.Chance(0.3);
            for (int attempt = 0; attempt < 8; attempt++)
            {
                if (placement.TryPut(part, random.Whole(-20, Scene + 20) - (part.Side / 2), random.Whole(-20, Scene + 20) - (part.Side / 2), overlap))
                {
                    break;
                }
            }
        }
    }

    private static Rect Jitter(BoundingBox box, SampleRandom random)
    {
        (double width, double height) = (box.Width * 0.08, box.Height * 0.08);
        int left = (int)Math.Max(0, box.X + random.Between(-width, width * 0.5)), top = (int)Math.Max(0, box.Y + random.Between(-height, height * 0.5));
        int right = (int)Math.Min(Scene, Math.Ceiling(box.X + box.Width + random.Between(-width * 0.5, width)));
        int bottom = (int)Math.Min(Scene, Math.Ceiling(box.Y + box.Height + random.Between(-height * 0.5, height)));
        return new Rect(left, top, right - left, bottom - top);
    }
}
