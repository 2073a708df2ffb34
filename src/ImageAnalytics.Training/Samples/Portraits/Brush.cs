using System.Runtime.CompilerServices;
using OpenCvSharp;

namespace ImageAnalytics.Training.Samples.Portraits;

/// <summary>Fills outlines on a picture, with soft edges and clipping.</summary>
internal sealed unsafe class Brush(Mat picture)
{
    private const int Shift = 4, One = 1 << Shift;

    /// <summary>A smooth closed outline through points (Catmull-Rom).</summary>
    public static Point2f[] Smooth(ReadOnlySpan<Point2f> points, int steps = 8)
    {
        Point2f[] outline = new Point2f[points.Length * steps];
        for (int i = 0; i < points.Length; i++)
        {
            (Point2f a, Point2f b) = (points[(i + points.Length - 1) % points.Length], points[i]);
            (Point2f c, Point2f d) = (points[(i + 1) % points.Length], points[(i + 2) % points.Length]);
            for (int s = 0; s < steps; s++)
            {
                outline[(i * steps) + s] = Between(a, b, c, d, (float)s / steps);
            }
        }

        return outline;
    }

    /// <summary>A smooth line through points, from the first to the last, as an outline that is thick in the middle.</summary>
    public static Point2f[] Stroke(ReadOnlySpan<Point2f> points, float thickness, float taper = 0.35f)
    {
        const int steps = 6;
        int count = ((points.Length - 1) * steps) + 1;
        Point2f[] line = new Point2f[count], outline = new Point2f[2 * count];
        for (int i = 0; i < count; i++)
        {
            int at = Math.Min(i / steps, points.Length - 2);
            line[i] = Between(points[Math.Max(0, at - 1)], points[at], points[at + 1], points[Math.Min(points.Length - 1, at + 2)], (i - (at * steps)) / (float)steps);
        }

        for (int i = 0; i < count; i++)
        {
            Point2f along = line[Math.Min(count - 1, i + 1)] - line[Math.Max(0, i - 1)];
            float length = MathF.Sqrt((along.X * along.X) + (along.Y * along.Y)) + 1e-6f;
            float half = thickness / 2 * (taper + ((1 - taper) * MathF.Sin(MathF.PI * i / (count - 1))));
            Point2f off = new(-along.Y / length * half, along.X / length * half);
            (outline[i], outline[(2 * count) - 1 - i]) = (line[i] + off, line[i] - off);
        }

        return outline;
    }

    /// <summary>Fills an outline.</summary>
    /// <param name="outline">Its corners.</param>
    /// <param name="tint">The colour.</param>
    /// <param name="opacity">0 to 1.</param>
    /// <param name="blur">Deviation of the soft edge in pixels; 0 for a sharp one.</param>
    /// <param name="clip">CV_8UC1 as large as the picture: paint only where it is set.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(Point2f[] outline, Tint tint, float opacity = 1, double blur = 0, Mat? clip = null)
    {
        int margin = (int)Math.Ceiling(3 * blur) + 2;
        Rect around = Around(outline, margin);
        if (around.Width <= 0 || around.Height <= 0)
        {
            return;
        }

        using Mat mask = Draw(outline, around);
        if (blur > 0.3)
        {
            Cv2.GaussianBlur(mask, mask, default, blur, 0, BorderTypes.Constant);
        }

        (int columns, int clipped, int weight) = (picture.Cols, clip is null ? 0 : 1, (int)(opacity * 256));
        (int blue, int green, int red) = ((int)Math.Clamp(tint.B, 0, 255), (int)Math.Clamp(tint.G, 0, 255), (int)Math.Clamp(tint.R, 0, 255));
        byte* pixels = (byte*)picture.Data, masks = (byte*)mask.Data, clips = clipped == 1 ? (byte*)clip!.Data : null;
        for (int y = 0; y < around.Height; y++)
        {
            long start = ((long)(around.Y + y) * columns) + around.X;
            for (int x = 0; x < around.Width; x++)
            {
                int cover = masks[(y * around.Width) + x];
                if (cover != 0)
                {
                    cover = clipped == 1 ? cover * clips[start + x] / 255 : cover;
                    int over = cover * weight;
                    byte* pixel = pixels + ((start + x) * 3);
                    pixel[0] += (byte)(((blue - pixel[0]) * over) / 65280);
                    pixel[1] += (byte)(((green - pixel[1]) * over) / 65280);
                    pixel[2] += (byte)(((red - pixel[2]) * over) / 65280);
                }
            }
        }
    }

    /// <summary>Draws a line of even thickness.</summary>
    public void Line(ReadOnlySpan<Point2f> corners, bool closed, Tint tint, float thickness)
    {
        Point[] points = new Point[corners.Length];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = new Point((int)MathF.Round(corners[i].X * One), (int)MathF.Round(corners[i].Y * One));
        }

        Cv2.Polylines(picture, [points], closed, new Scalar(tint.B, tint.G, tint.R), Math.Max(1, (int)MathF.Round(thickness)), LineTypes.AntiAlias, Shift);
    }

    /// <summary>The pixels in an outline, as large as the picture; the caller disposes it.</summary>
    public Mat MaskOf(Point2f[] outline) => Draw(outline, new Rect(0, 0, picture.Cols, picture.Rows));

    private static Point2f Between(Point2f a, Point2f b, Point2f c, Point2f d, float t)
    {
        (float tt, float ttt) = (t * t, t * t * t);
        float Mix(float p, float q, float r, float s)
            => 0.5f * ((2 * q) + ((r - p) * t) + (((2 * p) - (5 * q) + (4 * r) - s) * tt) + (((3 * q) - p - (3 * r) + s) * ttt));
        return new Point2f(Mix(a.X, b.X, c.X, d.X), Mix(a.Y, b.Y, c.Y, d.Y));
    }

    private static Mat Draw(Point2f[] outline, Rect around)
    {
        Mat mask = Mat.Zeros(around.Height, around.Width, MatType.CV_8UC1);
        Point[] corners = new Point[outline.Length];
        for (int i = 0; i < corners.Length; i++)
        {
            corners[i] = new Point((int)MathF.Round((outline[i].X - around.X) * One), (int)MathF.Round((outline[i].Y - around.Y) * One));
        }

        Cv2.FillPoly(mask, [corners], Scalar.White, LineTypes.AntiAlias, Shift);
        return mask;
    }

    private Rect Around(Point2f[] outline, int margin)
    {
        (float left, float top, float right, float bottom) = (float.MaxValue, float.MaxValue, float.MinValue, float.MinValue);
        foreach (Point2f p in outline)
        {
            (left, top, right, bottom) = (Math.Min(left, p.X), Math.Min(top, p.Y), Math.Max(right, p.X), Math.Max(bottom, p.Y));
        }

        int x = Math.Max(0, (int)left - margin), y = Math.Max(0, (int)top - margin);
        return new Rect(x, y, Math.Min(picture.Cols, (int)right + margin + 1) - x, Math.Min(picture.Rows, (int)bottom + margin + 1) - y);
    }
}
