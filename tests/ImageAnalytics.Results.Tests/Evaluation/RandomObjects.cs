using ImageAnalytics.Results.Evaluation;

namespace ImageAnalytics.Results.Tests.Evaluation;

/// <summary>True objects and detections that resemble them more or less; no two detections have one confidence.</summary>
internal sealed class RandomObjects
{
    public const int Side = 256;
    private readonly LinearRandom _random;

    /// <param name="seed">Equal seeds give equal objects.</param>
    /// <param name="images">Number of images.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="noise">Detections of nothing for each image.</param>
    /// <param name="masks">Whether objects have masks: an L in the box's grid cells.</param>
    public RandomObjects(uint seed, int images, int classes, int noise, bool masks)
    {
        _random = new LinearRandom(seed);
        for (int image = 0; image < images; image++)
        {
            int objects = _random.Next(8);
            for (int i = 0; i < objects; i++)
            {
                int classId = _random.Next(classes);
                bool crowd = _random.Next(12) == 0;
                BoundingBox box = Box();
                Truth.Add(new TruthObject { Image = Name(image), ClassId = classId, Box = box, Crowd = crowd, Mask = masks ? MaskOf(box) : null });
                int claims = _random.Next(3);
                for (int c = 0; c < claims; c++)
                {
                    Add(image, _random.Next(6) == 0 ? _random.Next(classes) : classId, Near(box), masks);
                }
            }

            for (int i = 0; i < noise; i++)
            {
                Add(image, _random.Next(classes), Box(), masks);
            }
        }
    }

    public List<TruthObject> Truth { get; } = [];

    public List<DetectedObject> Detections { get; } = [];

    public CocoAccuracy Evaluate(OverlapKind kind) => CocoEvaluation.Evaluate(Truth, Detections, kind);

    private static string Name(int image) => $"{image:000}";

    private BoundingBox Box()
    {
        int width = 4 + _random.Next(150), height = 4 + _random.Next(150);
        return new BoundingBox(_random.Next(Side - width), _random.Next(Side - height), width, height);
    }

    private BoundingBox Near(BoundingBox box)
    {
        int left = Shift(box.X, box.Width), top = Shift(box.Y, box.Height), right = Shift(box.Right, box.Width), bottom = Shift(box.Bottom, box.Height);
        return BoundingBox.FromXyxy(left, top, Math.Max(left + 1, right), Math.Max(top + 1, bottom));
    }

    private int Shift(double edge, double side)
    {
        int reach = 1 + ((int)side / 8);
        return Math.Clamp((int)edge + _random.Next((2 * reach) + 1) - reach, 0, Side - 1);
    }

    private void Add(int image, int classId, BoundingBox box, bool masks) => Detections.Add(new DetectedObject
    {
        Image = Name(image),
        ClassId = classId,
        Box = box,
        Confidence = ((_random.Next(1000) * 1000) + (Detections.Count % 1000)) / 1e6,
        Mask = masks ? MaskOf(box) : null,
    });

    // All of the box but its upper right quarter.
    private static Mask MaskOf(BoundingBox box)
    {
        byte[] pixels = new byte[Side * Side];
        for (int y = (int)box.Y; y < (int)box.Bottom; y++)
        {
            for (int x = (int)box.X; x < (int)box.Right; x++)
            {
                bool cut = x >= (int)box.X + ((int)box.Width / 2) && y < (int)box.Y + ((int)box.Height / 2);
                pixels[(y * Side) + x] = cut ? (byte)0 : (byte)1;
            }
        }

        return RunLengths.FromPixels(Side, Side, pixels).ToMask();
    }
}
