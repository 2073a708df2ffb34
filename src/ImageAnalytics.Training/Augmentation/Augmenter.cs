using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Training.Augmentation;

/// <summary>Changes pictures by chance, and with them boxes, masks and points, so that they still fit.</summary>
/// <remarks>
/// All that moves pixels is one warp, applied once. What comes out depends on the seed, the epoch and the picture's number alone.
/// Buffers are used again: one thread at a time, and a result lasts until the next call.
/// </remarks>
public sealed class Augmenter : IDisposable
{
    private const double ReduceBelow = 0.6, EdgePoints = 4, Whole = 1 - 1e-9;
    private readonly AugmentationOptions _all;
    private readonly ulong _seed;
    private readonly int _epochs;
    private readonly Mat _picture = new(), _reduced = new(), _map = new(), _matrix = new(2, 3, MatType.CV_64FC1);
    private readonly List<Mat> _masks = [];
    private readonly List<Rect> _cutouts = [];
    private readonly ElasticField _field = new();
    private readonly ColourChange _colour = new();
    private readonly InstanceBounds _bounds = new();
    private AugmentationOptions _options;
    private int _epoch;

    /// <summary>Makes one.</summary>
    /// <param name="options">What may happen.</param>
    /// <param name="seed">Begins all chance.</param>
    /// <param name="epochs">Passes over the data, over which changes go to <see cref="AugmentationOptions.FinalStrength"/>.</param>
    /// <exception cref="ArgumentException">An option is out of its range; names all of them.</exception>
    public Augmenter(AugmentationOptions options, ulong seed, int epochs = 1)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problems() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(' ', problems), nameof(options));
        }

        (_all, _options, _seed, _epochs) = (options, options, seed, epochs);
    }

    /// <summary>Changes a picture.</summary>
    /// <param name="picture">CV_8UC3 or CV_8UC1, not empty; borrowed, not changed.</param>
    /// <param name="objects">What is marked in it.</param>
    /// <param name="epoch">Which pass over the data, from 0.</param>
    /// <param name="image">The picture's number in the data.</param>
    /// <param name="labelMap">Instance numbers, CV_8UC1 or CV_16UC1, as large as the picture; null for none. Borrowed, not changed.</param>
    /// <returns>The result; its pixels are borrowed, valid until the next call.</returns>
    /// <exception cref="ArgumentException">The picture, the map or a mask has another type or size.</exception>
    public AugmentedSample Apply(Mat picture, IReadOnlyList<AugmentationObject> objects, int epoch, int image, Mat? labelMap = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(objects);
        CheckInput(picture, objects, labelMap);
        if (epoch != _epoch)
        {
            (_options, _epoch) = (_all.InEpoch(epoch, _epochs), epoch);
        }

        AugmentationRandom random = new(_seed, epoch, image);
        Placement placement = Placement.Draw(_options, picture.Cols, picture.Rows, ref random);
        bool bends = random.Happens(_options.Occasion) && _options.Elastic > 0;
        if (bends)
        {
            _field.Draw(_options, placement, ref random);
        }

        WarpPicture(picture, placement, bends);
        WarpLabels(objects, labelMap, placement, bends);
        _colour.Apply(_options, _picture, ref random);
        Disturb(labelMap is not null, objects, ref random);
        return new AugmentedSample(_picture, labelMap is null ? null : _map, Follow(objects, labelMap, placement, bends), placement.Determinant < 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Mat mat in (IEnumerable<Mat>)[_picture, _reduced, _map, _matrix, .. _masks])
        {
            mat.Dispose();
        }

        _field.Dispose();
        _colour.Dispose();
    }

    private static void CheckInput(Mat picture, IReadOnlyList<AugmentationObject> objects, Mat? labelMap)
    {
        MatType type = picture.Type();
        if (picture.Empty() || (type != MatType.CV_8UC3 && type != MatType.CV_8UC1))
        {
            throw new ArgumentException($"A picture of type {type} and {picture.Cols} x {picture.Rows} pixels cannot be changed: expected CV_8UC3 or CV_8UC1, not empty.", nameof(picture));
        }

        if (labelMap is not null && (labelMap.Size() != picture.Size() || (labelMap.Type() != MatType.CV_8UC1 && labelMap.Type() != MatType.CV_16UC1)))
        {
            throw new ArgumentException($"The label map of type {labelMap.Type()} and {labelMap.Cols} x {labelMap.Rows} pixels does not fit: expected CV_8UC1 or CV_16UC1, {picture.Cols} x {picture.Rows}.", nameof(labelMap));
        }

        if (objects.Any(o => o.Mask is { } mask && (mask.Size() != picture.Size() || mask.Type() != MatType.CV_8UC1)))
        {
            throw new ArgumentException($"A mask does not fit: expected CV_8UC1 of {picture.Cols} x {picture.Rows} pixels.", nameof(objects));
        }
    }

    private void WarpPicture(Mat picture, Placement placement, bool bends)
    {
        Mat source = picture;
        Placement from = placement;
        double scale = Math.Sqrt(Math.Abs(placement.Determinant));
        if (scale < ReduceBelow)
        {
            // A warp looks at four pixels only: much smaller pictures are averaged first, or fine texture would turn into noise.
            Size size = new(Math.Max(1, Math.Round(picture.Cols * scale)), Math.Max(1, Math.Round(picture.Rows * scale)));
            Cv2.Resize(picture, _reduced, size, 0, 0, InterpolationFlags.Area);
            (source, from) = (_reduced, placement.AfterResize((double)size.Width / picture.Cols, (double)size.Height / picture.Rows));
        }

        Warp(source, _picture, from, bends, InterpolationFlags.Linear, BorderOf(_options.Border), Scalar.All(_options.Shade));
    }

    private void WarpLabels(IReadOnlyList<AugmentationObject> objects, Mat? labelMap, Placement placement, bool bends)
    {
        if (labelMap is not null)
        {
            Warp(labelMap, _map, placement, bends, InterpolationFlags.Nearest, BorderTypes.Constant, Scalar.All(0));
        }

        for (int i = 0; i < objects.Count; i++)
        {
            if (objects[i].Mask is { } mask)
            {
                Warp(mask, MaskAt(i), placement, bends, InterpolationFlags.Nearest, BorderTypes.Constant, Scalar.All(0));
            }
        }
    }

    private void Warp(Mat from, Mat to, Placement placement, bool bends, InterpolationFlags interpolation, BorderTypes border, Scalar shade)
    {
        if (bends)
        {
            _field.WriteMaps(placement);
            Cv2.Remap(from, to, _field.MapX, _field.MapY, interpolation, border, shade);
            return;
        }

        placement.WriteInverse(_matrix);
        Cv2.WarpAffine(from, to, _matrix, new Size(placement.Width, placement.Height), interpolation | InterpolationFlags.WarpInverseMap, border, shade);
    }

    /// <summary>Blur, noise and cutouts; what a cutout covers is gone from the masks too.</summary>
    private void Disturb(bool hasMap, IReadOnlyList<AugmentationObject> objects, ref AugmentationRandom random)
    {
        bool blurs = random.Happens(_options.Occasion), isNoisy = random.Happens(_options.Occasion), isCut = random.Happens(_options.Occasion);
        double blur = random.Unit() * _options.Blur, noise = random.Unit() * _options.Noise;
        if (blurs && blur > 0.05)
        {
            Cv2.GaussianBlur(_picture, _picture, default, blur);
        }

        if (isNoisy && noise > 0)
        {
            PictureNoise.Add(_picture, noise, ref random);
        }

        _cutouts.Clear();
        for (int i = 0; isCut && i < _options.Cutouts; i++)
        {
            Rect cut = Cutout(_picture.Cols, _picture.Rows, ref random);
            _cutouts.Add(cut);
            Cover(_picture, cut, _options.Shade);
            if (hasMap)
            {
                Cover(_map, cut, 0);
            }

            for (int o = 0; o < objects.Count; o++)
            {
                if (objects[o].Mask is not null)
                {
                    Cover(_masks[o], cut, 0);
                }
            }
        }
    }

    private Rect Cutout(int width, int height, ref AugmentationRandom random)
    {
        int columns = (int)(random.Unit() * _options.CutoutSide * width), rows = (int)(random.Unit() * _options.CutoutSide * height);
        return new Rect((int)(random.Unit() * (width - columns)), (int)(random.Unit() * (height - rows)), columns, rows);
    }

    private static void Cover(Mat mat, Rect cut, int shade)
    {
        if (cut.Width > 0 && cut.Height > 0)
        {
            using Mat part = new(mat, cut);
            part.SetTo(Scalar.All(shade));
        }
    }

    private List<AugmentationObject> Follow(IReadOnlyList<AugmentationObject> objects, Mat? labelMap, Placement placement, bool bends)
    {
        if (objects.Count == 0)
        {
            return [];
        }

        if (labelMap is not null)
        {
            _bounds.Read(labelMap, before: true);
            _bounds.Read(_map, before: false);
        }

        List<AugmentationObject> kept = new(objects.Count);
        for (int i = 0; i < objects.Count; i++)
        {
            AugmentationObject found = objects[i];
            bool byPixels = found.Mask is not null || (found.Instance > 0 && labelMap is not null);
            (BoundingBox box, double visible) = found.Mask is not null ? ByMask(found.Mask, _masks[i], placement)
                : byPixels ? _bounds.Of(found.Instance, Math.Abs(placement.Determinant))
                : ByCorners(found.Box, placement, bends);
            if (byPixels && !box.IsEmpty && !bends && placement.IsUpright && ByCorners(found.Box, placement, bends) is { Visible: > Whole } exact)
            {
                // Pixels say to whole ones alone where a box ends, and miss thin ends of an object. Where it is turned, cut off or covered, they know more.
                box = exact.Box;
            }

            // The rest of a crowd still hides that nothing is to be learned there.
            if (!box.IsEmpty && (visible >= _options.MinVisible || found.Crowd))
            {
                kept.Add(found with { Box = box, Mask = found.Mask is null ? null : _masks[i], Points = Follow(found.Points, placement, bends), Source = i });
            }
        }

        return kept;
    }

    private static (BoundingBox Box, double Visible) ByMask(Mat before, Mat after, Placement placement)
    {
        int had = Cv2.CountNonZero(before), has = Cv2.CountNonZero(after);
        if (had == 0 || has == 0)
        {
            return default;
        }

        Rect box = Cv2.BoundingRect(after);
        return (new BoundingBox(box.X, box.Y, box.Width, box.Height), has / (had * Math.Abs(placement.Determinant)));
    }

    private (BoundingBox Box, double Visible) ByCorners(BoundingBox box, Placement placement, bool bends)
    {
        double left = double.MaxValue, top = double.MaxValue, right = double.MinValue, bottom = double.MinValue;
        int steps = bends ? (int)EdgePoints : 1;
        for (int i = 0; i <= steps; i++)
        {
            double x = box.X + (box.Width * i / steps), y = box.Y + (box.Height * i / steps);
            foreach ((double X, double Y) edge in (ReadOnlySpan<(double, double)>)[(x, box.Y), (x, box.Bottom), (box.X, y), (box.Right, y)])
            {
                (double px, double py) = Follow(edge.X, edge.Y, placement, bends);
                (left, top, right, bottom) = (Math.Min(left, px), Math.Min(top, py), Math.Max(right, px), Math.Max(bottom, py));
            }
        }

        BoundingBox whole = BoundingBox.FromXyxy(left, top, right, bottom), cut = whole.ClipTo(placement.Width, placement.Height);
        double covered = CoveredArea.Of(_cutouts, cut);
        return (cut, whole.Area > 0 ? (cut.Area - covered) / whole.Area : 0);
    }

    private (double X, double Y) Follow(double x, double y, Placement placement, bool bends)
    {
        (double px, double py) = placement.Apply(x, y);
        return bends ? _field.Apply(px, py) : (px, py);
    }

    private IReadOnlyList<ImagePoint> Follow(IReadOnlyList<ImagePoint> points, Placement placement, bool bends)
    {
        if (points.Count == 0)
        {
            return points;
        }

        ImagePoint[] moved = new ImagePoint[points.Count];
        for (int i = 0; i < moved.Length; i++)
        {
            (double x, double y) = Follow(points[i].X, points[i].Y, placement, bends);
            moved[i] = new ImagePoint(x, y);
        }

        if (placement.Determinant < 0 && moved.Length == 5)
        {
            (moved[0], moved[1], moved[3], moved[4]) = (moved[1], moved[0], moved[4], moved[3]);
        }

        return moved;
    }

    private Mat MaskAt(int index)
    {
        while (_masks.Count <= index)
        {
            _masks.Add(new Mat());
        }

        return _masks[index];
    }

    private static BorderTypes BorderOf(AugmentationBorder border) => border switch
    {
        AugmentationBorder.Replicate => BorderTypes.Replicate,
        AugmentationBorder.Reflect => BorderTypes.Reflect101,
        _ => BorderTypes.Constant,
    };
}
