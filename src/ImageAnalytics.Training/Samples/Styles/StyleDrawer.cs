using OpenCvSharp;

namespace ImageAnalytics.Training.Samples.Styles;

/// <summary>Draws pictures whose style a network can learn: they show nothing, but have colours, lines and a texture of their own.</summary>
internal static class StyleDrawer
{
    /// <summary>Columns and rows of a style picture.</summary>
    public const int Side = 512;

    private const int Tiles = 420, Lightness = 26;

    // Blue, green, red.
    private static readonly Scalar[] s_glass =
        [new(150, 70, 24), new(190, 120, 30), new(120, 140, 40), new(60, 170, 215), new(40, 110, 225), new(45, 60, 190), new(205, 195, 170), new(70, 45, 70)];

    /// <summary>The names of the styles.</summary>
    public static IReadOnlyList<string> Names { get; } = ["mosaic", "hatching"];

    /// <summary>Draws one of them.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="seed">Which world.</param>
    /// <returns>A PNG file.</returns>
    public static byte[] Draw(string name, long seed)
    {
        SampleRandom random = new(seed, SampleStream.Style, Names.ToList().IndexOf(name));
        using Mat picture = name == "mosaic" ? Mosaic(random) : Hatching(random);
        return picture.ToBytes(".png");
    }

    // Stained glass: the cells of a Voronoi diagram in colours that flow over the picture, set in lead.
    private static Mat Mosaic(SampleRandom random)
    {
        Mat picture = new(Side, Side, MatType.CV_8UC3, Scalar.All(30));
        using Subdiv2D plane = new(new Rect(-Side, -Side, 3 * Side, 3 * Side));
        for (int i = 0; i < Tiles; i++)
        {
            plane.Insert(new Point2f(random.Between(-20, Side + 20), random.Between(-20, Side + 20)));
        }

        plane.GetVoronoiFacetList(null, out Point2f[][] cells, out Point2f[] centres);
        float phase = random.Between(0, 6), turn = random.Between(0.6, 1.4);
        for (int i = 0; i < cells.Length; i++)
        {
            double flow = phase + (centres[i].X / 90) + (Math.Sin(centres[i].Y / 70 * turn) * 2);
            Scalar colour = s_glass[(int)(Math.Abs(flow) + random.Next()) % s_glass.Length];
            double light = random.Between(-Lightness, Lightness);
            Point[] outline = [.. cells[i].Select(p => new Point(p.X, p.Y))];
            Cv2.FillConvexPoly(picture, outline, new Scalar(colour.Val0 + light, colour.Val1 + light, colour.Val2 + light), LineTypes.AntiAlias);
            Cv2.Polylines(picture, [outline], isClosed: true, new Scalar(24, 22, 20), 4, LineTypes.AntiAlias);
        }

        return picture;
    }

    // A draughtsman's sheet: blue paper, white strokes side by side that follow curves.
    private static Mat Hatching(SampleRandom random)
    {
        Mat picture = new(Side, Side, MatType.CV_8UC3, new Scalar(120, 62, 24));
        for (int i = 0; i < 2600; i++)
        {
            float x = random.Between(0, Side), y = random.Between(0, Side);
            double angle = (Math.Sin(x / 80) + Math.Cos(y / 95)) * 1.3;
            float length = random.Between(10, 34);
            int white = random.Whole(130, 245);
            Point2f step = new((float)Math.Cos(angle) * length, (float)Math.Sin(angle) * length);
            Cv2.Line(picture, new Point(x, y), new Point(x + step.X, y + step.Y), new Scalar(white, white - 12, white - 40), random.Whole(1, 2), LineTypes.AntiAlias);
        }

        return picture;
    }
}
