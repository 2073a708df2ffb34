using System.Runtime.CompilerServices;
using OpenCvSharp;

namespace ImageAnalytics.Training.Samples.Line;

/// <summary>Things on and beside a belt that are no parts: oil, scratches, screws of the frame, stickers. They carry no label.</summary>
internal static class Clutter
{
    private const int Shift = 4, One = 1 << Shift;
    private static readonly string[] s_words = ["LOT", "QC", "LINE", "REF", "BATCH", "CHECK"];

    /// <summary>Draws what lies around.</summary>
    /// <param name="picture">CV_8UC3, changed.</param>
    /// <param name="belt">The belt in it.</param>
    /// <param name="scale">1 for a picture of 480 rows.</param>
    /// <param name="random">Where it lies.</param>
    public static void Draw(Mat picture, Belt belt, float scale, SampleRandom random)
    {
        for (int i = random.Whole(0, 3); i > 0; i--)
        {
            Spot(picture, scale, random);
        }

        for (int i = random.Whole(0, 5); i > 0; i--)
        {
            Scratch(picture, scale, random);
        }

        if (random.Chance(0.3))
        {
            Sticker(picture, scale, random);
        }

        Screws(picture, belt, scale, random);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Spot(Mat picture, float scale, SampleRandom random)
    {
        float radius = random.Between(10, 42) * scale, offset = random.Between(0, 8), depth = random.Between(0.25, 0.55);
        (int columns, int rows) = (picture.Cols, picture.Rows);
        (int cx, int cy) = (random.Whole(0, columns), random.Whole(0, rows));
        byte* pixels = (byte*)picture.Data;
        for (int y = Math.Max(0, cy - (int)(radius * 1.4f)); y < Math.Min(rows, cy + (radius * 1.4f)); y++)
        {
            for (int x = Math.Max(0, cx - (int)(radius * 1.4f)); x < Math.Min(columns, cx + (radius * 1.4f)); x++)
            {
                (float dx, float dy) = ((x - cx) / radius, (y - cy) / radius);
                float inside = 1 - MathF.Sqrt((dx * dx) + (dy * dy)) + (0.8f * (Noise.CloudAt((dx * 0.8f) + offset, dy * 0.8f) - 0.5f));
                float keep = 1 - (depth * Noise.Step(0, 0.25f, inside)) + (0.5f * depth * Noise.Step(0.5f, 0.9f, inside));
                byte* pixel = pixels + ((((long)y * columns) + x) * 3);
                for (int c = 0; c < 3 && keep < 1; c++)
                {
                    pixel[c] = (byte)(pixel[c] * keep);
                }
            }
        }
    }

    private static void Scratch(Mat picture, float scale, SampleRandom random)
    {
        (float x, float y, float turn) = (random.Between(0, picture.Cols), random.Between(0, picture.Rows), random.Between(0, Math.Tau));
        float length = random.Between(20, 110) * scale, curve = random.Between(-0.6, 0.6);
        List<Point> points = [];
        for (int i = 0; i <= 8; i++)
        {
            points.Add(new Point((int)(x * One), (int)(y * One)));
            (x, y, turn) = (x + (MathF.Cos(turn) * length / 8), y + (MathF.Sin(turn) * length / 8), turn + (curve / 8));
        }

        int grey = random.Whole(70, 170);
        Blend(picture, random.Between(0.25, 0.6), over => Cv2.Polylines(over, [points], false, new Scalar(grey, grey, grey), 1, LineTypes.AntiAlias, Shift));
    }

    private static void Sticker(Mat picture, float scale, SampleRandom random)
    {
        float width = random.Between(70, 130) * scale, height = random.Between(32, 56) * scale, turn = random.Between(-0.5, 0.5);
        string first = $"{random.Of(s_words)} {random.Whole(100, 9999)}", second = $"{random.Whole(10, 99)}-{random.Whole(1000, 9999)}";
        int side = (int)(width * 1.3f) + 4;
        using Mat paper = new(side, side, MatType.CV_8UC3, new Scalar(0, 0, 0));
        using Mat mask = Mat.Zeros(side, side, MatType.CV_8UC1);
        Rect sheet = new((side - (int)width) / 2, (side - (int)height) / 2, (int)width, (int)height);
        Cv2.Rectangle(paper, sheet, random.Of([new Scalar(214, 222, 226), new Scalar(120, 210, 232), new Scalar(205, 216, 190)]), -1);
        Cv2.Rectangle(mask, sheet, Scalar.White, -1);
        double font = height / 80.0;
        Cv2.PutText(paper, first, new Point(sheet.X + (height * 0.12), sheet.Y + (height * 0.42)), HersheyFonts.HersheySimplex, font, new Scalar(40, 36, 34), Math.Max(1, (int)(font * 2)), LineTypes.AntiAlias);
        Cv2.PutText(paper, second, new Point(sheet.X + (height * 0.12), sheet.Y + (height * 0.84)), HersheyFonts.HersheySimplex, font * 0.8, new Scalar(60, 54, 50), 1, LineTypes.AntiAlias);
        using Mat turned = Cv2.GetRotationMatrix2D(new Point2f(side / 2f, side / 2f), turn * 180 / Math.PI, 1);
        Cv2.WarpAffine(paper, paper, turned, paper.Size());
        Cv2.WarpAffine(mask, mask, turned, mask.Size());
        (int left, int top) = (random.Whole(-side / 3, picture.Cols - (side / 2)), random.Whole(-side / 3, picture.Rows - (side / 2)));
        Rect whole = new(left, top, side, side), seen = whole & new Rect(0, 0, picture.Cols, picture.Rows);
        if (seen is { Width: > 0, Height: > 0 })
        {
            Rect part = new(seen.X - left, seen.Y - top, seen.Width, seen.Height);
            using Mat target = picture.SubMat(seen), source = paper.SubMat(part), where = mask.SubMat(part);
            source.CopyTo(target, where);
        }
    }

    private static void Screws(Mat picture, Belt belt, float scale, SampleRandom random)
    {
        (float ax, float ay) = belt.Along;
        float step = random.Between(90, 150) * scale, start = random.Between(0, step), radius = random.Between(6, 9) * scale;
        float reach = picture.Cols + picture.Rows;
        for (float along = start - reach; along < reach; along += step)
        {
            foreach (float across in (float[])[belt.HalfWidth + (radius * 1.5f), -belt.HalfWidth - (radius * 1.5f)])
            {
                (float x, float y) = (belt.Middle.X + (ax * along) - (ay * across), belt.Middle.Y + (ay * along) + (ax * across));
                float turn = random.Between(0, Math.PI);
                if (x > -radius && y > -radius && x < picture.Cols + radius && y < picture.Rows + radius)
                {
                    Screw(picture, x, y, radius, turn);
                }
            }
        }
    }

    private static void Screw(Mat picture, float x, float y, float radius, float turn)
    {
        Point At(float dx, float dy) => new((int)((x + dx) * One), (int)((y + dy) * One));
        Cv2.Circle(picture, At(0.5f, 1), (int)((radius + 1.5f) * One), new Scalar(70, 68, 66), -1, LineTypes.AntiAlias, Shift);
        Cv2.Circle(picture, At(0, 0), (int)(radius * One), new Scalar(150, 148, 145), -1, LineTypes.AntiAlias, Shift);
        Cv2.Circle(picture, At(-radius * 0.2f, -radius * 0.2f), (int)(radius * 0.6f * One), new Scalar(178, 176, 173), -1, LineTypes.AntiAlias, Shift);
        (float sin, float cos) = MathF.SinCos(turn);
        (sin, cos) = (sin * radius * 0.8f, cos * radius * 0.8f);
        int thick = Math.Max(1, (int)(radius / 3.5f));
        Cv2.Line(picture, At(-cos, -sin), At(cos, sin), new Scalar(62, 60, 58), thick, LineTypes.AntiAlias, Shift);
        Cv2.Line(picture, At(sin, -cos), At(-sin, cos), new Scalar(62, 60, 58), thick, LineTypes.AntiAlias, Shift);
    }

    private static void Blend(Mat picture, double weight, Action<Mat> draw)
    {
        using Mat over = picture.Clone();
        draw(over);
        Cv2.AddWeighted(over, weight, picture, 1 - weight, 0, picture);
    }
}
