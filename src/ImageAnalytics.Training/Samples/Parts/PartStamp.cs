using System.Runtime.CompilerServices;
using OpenCvSharp;

namespace ImageAnalytics.Training.Samples.Parts;

/// <summary>Puts a drawn part with its shadow into a picture.</summary>
internal static unsafe class PartStamp
{
    /// <summary>Darkens the picture under and beside a part, then paints the part.</summary>
    /// <param name="picture">CV_8UC3, changed.</param>
    /// <param name="part">The part.</param>
    /// <param name="left">Column of its window; may lie outside the picture.</param>
    /// <param name="top">Row of its window; may lie outside the picture.</param>
    /// <param name="light">The lamp.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Put(Mat picture, RenderedPart part, int left, int top, SceneLight light)
    {
        CastShadow(picture, part, left, top, light);
        byte* pixels = (byte*)picture.Data;
        (int columns, int rows) = (picture.Cols, picture.Rows);
        for (int y = Math.Max(0, -top); y < Math.Min(part.Side, rows - top); y++)
        {
            for (int x = Math.Max(0, -left); x < Math.Min(part.Side, columns - left); x++)
            {
                int at = (y * part.Side) + x, covered = part.Coverage[at];
                if (covered > 0)
                {
                    byte* pixel = pixels + ((((long)(top + y) * columns) + left + x) * 3);
                    for (int c = 0; c < 3; c++)
                    {
                        pixel[c] = (byte)(((pixel[c] * (255 - covered)) + (part.Colours[(at * 3) + c] * covered) + 127) / 255);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CastShadow(Mat picture, RenderedPart part, int left, int top, SceneLight light)
    {
        float reach = part.Half * part.Piece.Thickness * 0.75f;
        double blur = Math.Max(1, part.Half * light.Softness);
        int margin = (int)Math.Ceiling((2.5 * blur) + reach), side = part.Side + (2 * margin);
        using Mat shadow = Mat.Zeros(side, side, MatType.CV_8UC1);
        byte* dark = (byte*)shadow.Data;
        (int dx, int dy) = ((int)MathF.Round(-light.X * reach), (int)MathF.Round(-light.Y * reach));
        for (int step = 0; step <= 3; step++)
        {
            // The part is thick: its shadow begins under it and reaches to where its upper edge throws it.
            (int sx, int sy) = (margin + (dx * step / 3), margin + (dy * step / 3));
            for (int y = 0; y < part.Side; y++)
            {
                byte* row = dark + ((long)(sy + y) * side) + sx;
                for (int x = 0; x < part.Side; x++)
                {
                    row[x] = Math.Max(row[x], part.Coverage[(y * part.Side) + x]);
                }
            }
        }

        Cv2.GaussianBlur(shadow, shadow, default, blur);
        dark = (byte*)shadow.Data;
        byte* pixels = (byte*)picture.Data;
        (int columns, int rows) = (picture.Cols, picture.Rows);
        (left, top) = (left - margin, top - margin);
        int weight = (int)(light.Shadow * 256);
        for (int y = Math.Max(0, -top); y < Math.Min(side, rows - top); y++)
        {
            for (int x = Math.Max(0, -left); x < Math.Min(side, columns - left); x++)
            {
                int keep = 65280 - (dark[((long)y * side) + x] * weight);
                byte* pixel = pixels + ((((long)(top + y) * columns) + left + x) * 3);
                (pixel[0], pixel[1], pixel[2]) = ((byte)(pixel[0] * keep / 65280), (byte)(pixel[1] * keep / 65280), (byte)(pixel[2] * keep / 65280));
            }
        }
    }
}
