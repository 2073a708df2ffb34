using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Samples.Parts;
using OpenCvSharp;

namespace ImageAnalytics.Training.Samples.Line;

/// <summary>Draws pictures of an inspection line: parts on a conveyor belt, with light, shadow, clutter and the faults of a camera.</summary>
/// <remarks>A picture depends on seed, number and size alone. Safe on several threads at once.</remarks>
public static class LineDrawer
{
    /// <summary>Rows of a picture in which parts have the sizes that <c>docs/samples.md</c> names; in others they grow and shrink along.</summary>
    private const float UsualHeight = 480, SmallestScale = 0.6f;

    private const double DefectiveShare = 0.2;

    /// <summary>Draws one picture.</summary>
    /// <param name="seed">Which world; any number.</param>
    /// <param name="index">Which picture of it, from 0.</param>
    /// <param name="width">Columns, at least 160.</param>
    /// <param name="height">Rows, at least 160.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number or a side is out of range.</exception>
    public static DrawnLine Draw(long seed, int index, int width = 640, int height = 480)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        SampleOptions.RequireSide(width, nameof(width));
        SampleOptions.RequireSide(height, nameof(height));
        SampleRandom random = new(seed, SampleStream.Line, index);
        float scale = Math.Max(SmallestScale, Math.Min(width, height) / UsualHeight);
        using Mat picture = new(height, width, MatType.CV_8UC3);
        Belt belt = new(width, height, random);
        belt.Paint(picture);
        Clutter.Draw(picture, belt, scale, random);
        SceneLight light = SceneLight.Make(random);
        Placement placement = new(width, height);
        int wanted = random.Whole(1, 10);
        for (int attempt = 0; attempt < wanted * 2 && placement.Parts.Count < wanted; attempt++)
        {
            PutOne(placement, belt, light, scale, random);
        }

        for (int attempt = 0; placement.Parts.Count == 0; attempt++)
        {
            // A small picture may have had no room so far; the middle always has.
            PartPiece piece = PartPiece.Make((PartKind)random.Whole(0, 5), false, random);
            RenderedPart part = PartRenderer.Render(piece, Math.Min(width, height) * 0.2f, 0, light);
            placement.TryPut(part, (width - part.Side) / 2, (height - part.Side) / 2, overlap: false);
        }

        foreach (PlacedPart placed in placement.Parts)
        {
            PartStamp.Put(picture, placed.Part, placed.Left, placed.Top, light);
        }

        Camera camera = new(random, 6);
        camera.Take(picture);
        return new DrawnLine(width, height, Camera.EncodeJpeg(picture, camera.Quality), [.. Enumerable.Range(0, placement.Parts.Count).Select(i => Truth(placement, i, width, height))]);
    }

    private static void PutOne(Placement placement, Belt belt, SceneLight light, float scale, SampleRandom random)
    {
        PartKind kind = (PartKind)random.Whole(0, 5);
        PartPiece piece = PartPiece.Make(kind, random.Chance(DefectiveShare), random);
        float half = PartSize.Half(kind, random) * scale, angle = random.Between(0, Math.Tau);
        RenderedPart part = PartRenderer.Render(piece, half, angle, light);
        bool overlap = random.Chance(0.3);
        (int width, int height) = ((int)(belt.Middle.X * 2), (int)(belt.Middle.Y * 2));
        for (int attempt = 0; attempt < 12; attempt++)
        {
            (int x, int y) = (random.Whole((int)(-half * 0.2f), (int)(width + (half * 0.2f))), random.Whole((int)(-half * 0.2f), (int)(height + (half * 0.2f))));
            if (Math.Abs(belt.AcrossAt(x, y)) < belt.HalfWidth - (half * 0.8f) && placement.TryPut(part, x - (part.Side / 2), y - (part.Side / 2), overlap))
            {
                return;
            }
        }
    }

    private static DrawnPart Truth(Placement placement, int index, int width, int height)
    {
        (int left, int top, int columns, int rows, byte[] seen) = placement.VisibleOf(index);
        RunLengths visible = RunLengths.FromWindow(width, height, left, top, columns, rows, seen);
        PartPiece piece = placement.Parts[index].Part.Piece;
        return new DrawnPart(piece.Kind, piece.Defect != PartDefect.None, visible.Bounds, visible);
    }
}
