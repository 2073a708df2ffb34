using ImageAnalytics.Training.Detectors.Boxes;
using ImageAnalytics.Training.Detectors.Examples;

namespace ImageAnalytics.Training.Tests.Detectors;

/// <summary>Pictures of rectangles (class 0) and discs (class 1) on a noisy ground, with known boxes and masks.</summary>
internal sealed class ShapeExamples : IDetectionExamples
{
    public static readonly IReadOnlyList<string> Classes = ["rectangle", "disc"];

    private readonly DetectionExample[] _examples;

    public ShapeExamples(int count, int width, int height, int seed = 1, bool faces = false, int kind = 0, int objects = 3)
        => _examples = [.. Enumerable.Range(0, count).Select(i => Draw($"shapes-{i}", width, height, new Random((seed * 1000) + i), faces, kind, objects))];

    public int Count => _examples.Length;

    public DetectionExample this[int index] => _examples[index];

    public DetectionExample Altered(int index, int epoch) => _examples[index];

    private static DetectionExample Draw(string name, int width, int height, Random random, bool faces, int kind, int most)
    {
        byte[] pixels = new byte[width * height * 3];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)random.Next(90, 130);
        }

        List<ExampleObject> objects = [];
        for (int attempt = 0; attempt < 20 && objects.Count < most; attempt++)
        {
            int w = random.Next(14, 40), h = faces ? w : random.Next(14, 40), left = random.Next(0, width - w), top = random.Next(0, height - h);
            EdgeBox box = new(left, top, left + w, top + h);
            if (objects.All(o => o.Box.IoU(box) == 0))
            {
                objects.Add(DrawOne(pixels, width, box, faces ? kind : random.Next(2), faces));
            }
        }

        return new DetectionExample(name, pixels, width, height, objects);
    }

    private static ExampleObject DrawOne(byte[] pixels, int width, EdgeBox box, int kind, bool face)
    {
        (int left, int top, int w, int h) = ((int)box.Left, (int)box.Top, (int)box.Width, (int)box.Height);
        byte[] mask = new byte[w * h];
        for (int y = 0; y < h; y++)
        {
            for (int x = 0; x < w; x++)
            {
                double dx = ((x + 0.5) / w) - 0.5, dy = ((y + 0.5) / h) - 0.5;
                if (kind == 0 || (dx * dx) + (dy * dy) <= 0.25)
                {
                    mask[(y * w) + x] = 1;
                    int at = (((top + y) * width) + left + x) * 3;
                    (pixels[at], pixels[at + 1], pixels[at + 2]) = kind == 0 ? ((byte)30, (byte)40, (byte)220) : ((byte)230, (byte)200, (byte)20);
                }
            }
        }

        ImagePoint[] points = face ? [At(0.3, 0.35), At(0.7, 0.35), At(0.5, 0.55), At(0.35, 0.75), At(0.65, 0.75)] : [];
        return new ExampleObject(kind, box) { Mask = new ObjectMask(left, top, w, h, mask), Points = points };

        ImagePoint At(double x, double y) => new(left + (x * w), top + (y * h));
    }
}
