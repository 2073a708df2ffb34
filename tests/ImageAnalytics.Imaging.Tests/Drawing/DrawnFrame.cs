using OpenCvSharp;

namespace ImageAnalytics.Imaging.Tests;

/// <summary>A frame to write into an animation: a patch of B, G, R, A and where it goes.</summary>
/// <param name="Patch">The pixels, CV_8UC4.</param>
/// <param name="Left">Column on the canvas; even, as WebP needs.</param>
/// <param name="Top">Row on the canvas; even.</param>
/// <param name="Disposal">What becomes of it.</param>
/// <param name="Blends">Whether what is transparent shows what was there.</param>
internal sealed record DrawnFrame(Mat Patch, int Left, int Top, FrameDisposal Disposal, bool Blends)
{
    /// <summary>Frames for a canvas: the first covers it, the others are anywhere. Alpha is 0 or 255, so that every format can hold them.</summary>
    public static DrawnFrame[] Draw(int seed, int count, int width, int height, bool mayReplace)
    {
        Random random = new(seed);
        DrawnFrame[] frames = new DrawnFrame[count];
        for (int i = 0; i < count; i++)
        {
            int left = i == 0 ? 0 : 2 * random.Next(width / 4), top = i == 0 ? 0 : 2 * random.Next(height / 4);
            Mat patch = new(i == 0 ? height : random.Next(1, height - top + 1), i == 0 ? width : random.Next(1, width - left + 1), MatType.CV_8UC4, Scalar.All(0));
            Cv2.Rectangle(patch, new Rect(patch.Width / 5, 0, patch.Width, (patch.Height * 3 / 4) + 1), Colour(random), -1);
            Cv2.Circle(patch, new Point(patch.Width / 3, patch.Height / 2), (patch.Height / 4) + 1, Colour(random), -1);
            FrameDisposal disposal = (FrameDisposal)random.Next(3);
            frames[i] = new DrawnFrame(patch, left, top, i == 0 && disposal == FrameDisposal.Restore ? FrameDisposal.Clear : disposal, !mayReplace || random.Next(2) == 0);
        }

        return frames;
    }

    /// <summary>What is to be seen while each frame is shown, on a background: the plain words of the formats, pixel by pixel.</summary>
    public static IReadOnlyList<Mat> Show(DrawnFrame[] frames, int width, int height, Vec3b background)
    {
        Vec4b[,] canvas = new Vec4b[height, width];
        List<Mat> shown = [];
        foreach (DrawnFrame frame in frames)
        {
            Vec4b[,] before = (Vec4b[,])canvas.Clone();
            Paint(canvas, frame);
            shown.Add(Flatten(canvas, background));
            if (frame.Disposal == FrameDisposal.Restore)
            {
                canvas = before;
            }
            else if (frame.Disposal == FrameDisposal.Clear)
            {
                Fill(canvas, frame, (_, _, _) => default);
            }
        }

        return shown;
    }

    private static void Paint(Vec4b[,] canvas, DrawnFrame frame) => Fill(canvas, frame, (under, y, x) =>
    {
        Vec4b pixel = frame.Patch.Get<Vec4b>(y, x);
        return pixel.Item3 == 255 || !frame.Blends ? pixel : under;
    });

    private static void Fill(Vec4b[,] canvas, DrawnFrame frame, Func<Vec4b, int, int, Vec4b> pixel)
    {
        (int width, int height) = (frame.Patch.Width, frame.Patch.Height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                ref Vec4b place = ref canvas[frame.Top + y, frame.Left + x];
                place = pixel(place, y, x);
            }
        }
    }

    private static Mat Flatten(Vec4b[,] canvas, Vec3b background)
    {
        (int height, int width) = (canvas.GetLength(0), canvas.GetLength(1));
        Mat flat = new(height, width, MatType.CV_8UC3);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                Vec4b pixel = canvas[y, x];
                flat.Set(y, x, pixel.Item3 == 255 ? new Vec3b(pixel.Item0, pixel.Item1, pixel.Item2) : background);
            }
        }

        return flat;
    }

    private static Scalar Colour(Random random) => new(random.Next(8) * 36, random.Next(8) * 36, random.Next(8) * 36, 255);
}
