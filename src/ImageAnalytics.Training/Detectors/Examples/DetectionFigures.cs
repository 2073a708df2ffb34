using ImageAnalytics.Inference.Masks;
using ImageAnalytics.Results.Evaluation;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Training.Detectors.Examples;

/// <summary>COCO's figures of what a network found in prepared pictures, to choose weights by.</summary>
/// <param name="maskThreshold">From which number on a mask's pixel counts; null where the network gives no masks.</param>
/// <remarks>Measured at the network's scale; <c>evaluate</c> measures at that of the pictures, which differs by rounding.</remarks>
internal sealed class DetectionFigures(double? maskThreshold)
{
    /// <summary>The names of figures.</summary>
    public const string Ap50 = "ap50", Ap = "ap", Ap75 = "ap75", MaskAp50 = "mask_ap50", MaskAp = "mask_ap";

    private readonly MaskPaster _paster = new();
    private readonly List<TruthObject> _truth = [], _masked = [];
    private readonly List<DetectedObject> _found = [];

    /// <summary>Takes what was found in a picture into account.</summary>
    /// <param name="example">The picture.</param>
    /// <param name="found">What was found in it.</param>
    public void Add(DetectionExample example, IEnumerable<FoundObject> found)
    {
        foreach (ExampleObject one in example.Objects)
        {
            TruthObject truth = new() { Image = example.Name, ClassId = one.ClassId, Box = one.Box.ToBox(), Crowd = one.Crowd, Mask = MaskOf(one, example) };
            _truth.Add(truth);
            _masked.Add(truth.Mask is null ? truth with { Crowd = true, Mask = WholeBox(truth.Box, example) } : truth);
        }

        foreach (FoundObject one in found)
        {
            BoundingBox box = one.Box.ToBox();
            _found.Add(new DetectedObject { Image = example.Name, ClassId = one.ClassId, Box = box, Confidence = one.Confidence, Mask = one.Mask ?? Paste(one, box, example) });
        }
    }

    /// <summary>The figures, 0 to 1; NaN where there is nothing to find.</summary>
    public IReadOnlyDictionary<string, double> Compute()
    {
        CocoAccuracy boxes = CocoEvaluation.Evaluate(_truth, _found, OverlapKind.Boxes);
        Dictionary<string, double> figures = new()
        {
            [Ap50] = boxes.AtIoU50 ?? double.NaN, [Ap75] = boxes.AtIoU75 ?? double.NaN, [Ap] = boxes.AveragePrecision ?? double.NaN,
        };
        if (maskThreshold is not null)
        {
            CocoAccuracy pixels = CocoEvaluation.Evaluate(_masked, _found, OverlapKind.Masks);
            (figures[MaskAp50], figures[MaskAp]) = (pixels.AtIoU50 ?? double.NaN, pixels.AveragePrecision ?? double.NaN);
        }

        return figures;
    }

    private static Mask? MaskOf(ExampleObject one, DetectionExample example)
        => one.Mask is { } mask
            ? RunLengths.FromWindow(example.Width, example.Height, mask.Left, mask.Top, mask.Width, mask.Height, mask.Pixels).ToMask()
            : null;

    // What is found where an object has no mask is neither right nor wrong.
    private static Mask WholeBox(BoundingBox box, DetectionExample example)
    {
        BoundingBox inside = box.ClipTo(example.Width, example.Height);
        int left = (int)inside.X, top = (int)inside.Y, width = (int)Math.Ceiling(inside.Right) - left, height = (int)Math.Ceiling(inside.Bottom) - top;
        byte[] pixels = new byte[width * height];
        pixels.AsSpan().Fill(1);
        return RunLengths.FromWindow(example.Width, example.Height, left, top, width, height, pixels).ToMask();
    }

    private Mask? Paste(FoundObject one, BoundingBox box, DetectionExample example)
    {
        if (one.SoftMask is not { } soft || maskThreshold is not { } threshold)
        {
            return null;
        }

        int side = (int)Math.Sqrt(soft.Length);
        return _paster.Paste(new SoftMask(soft, side, side, box), box, box, example.Width, example.Height, threshold).ToMask();
    }
}
