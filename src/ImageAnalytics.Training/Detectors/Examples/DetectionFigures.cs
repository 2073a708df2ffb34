using ImageAnalytics.Inference.Masks;
using ImageAnalytics.Results.Evaluation;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Training.Detectors.Examples;

/// <summary>COCO's figures of what a network found in prepared pictures, to choose weights by.</summary>
/// <param name="masks">Whether the network gives masks, so that these are compared too.</param>
/// <remarks>Measured at the network's scale; <c>evaluate</c> measures at that of the pictures, which differs by rounding.</remarks>
internal sealed class DetectionFigures(bool masks)
{
    /// <summary>The names of figures.</summary>
    public const string Ap50 = "ap50", Ap = "ap", Ap75 = "ap75", MaskAp50 = "mask_ap50", MaskAp = "mask_ap";

    private const double MaskThreshold = 0.5;
    private readonly MaskPaster _paster = new();
    private readonly List<TruthObject> _truth = [];
    private readonly List<DetectedObject> _found = [];
    private readonly HashSet<string> _withoutMasks = new(StringComparer.Ordinal);

    /// <summary>Takes what was found in a picture into account.</summary>
    /// <param name="example">The picture.</param>
    /// <param name="found">What was found in it.</param>
    public void Add(DetectionExample example, IEnumerable<FoundObject> found)
    {
        foreach (ExampleObject one in example.Objects)
        {
            _truth.Add(new TruthObject { Image = example.Name, ClassId = one.ClassId, Box = one.Box.ToBox(), Crowd = one.Crowd, Mask = MaskOf(one, example) });
        }

        foreach (FoundObject one in found)
        {
            BoundingBox box = one.Box.ToBox();
            _found.Add(new DetectedObject { Image = example.Name, ClassId = one.ClassId, Box = box, Confidence = one.Confidence, Mask = one.Mask ?? Paste(one, box, example) });
        }

        if (example.Objects.Any(o => o.Mask is null))
        {
            _withoutMasks.Add(example.Name);
        }
    }

    /// <summary>The figures, 0 to 1.</summary>
    public IReadOnlyDictionary<string, double> Compute()
    {
        CocoAccuracy boxes = CocoEvaluation.Evaluate(_truth, _found, OverlapKind.Boxes);
        Dictionary<string, double> figures = new()
        {
            [Ap50] = boxes.AtIoU50 ?? 0, [Ap75] = boxes.AtIoU75 ?? 0, [Ap] = boxes.AveragePrecision ?? 0,
        };
        if (masks)
        {
            CocoAccuracy pixels = CocoEvaluation.Evaluate(
                _truth.Where(t => !_withoutMasks.Contains(t.Image)), _found.Where(f => !_withoutMasks.Contains(f.Image)), OverlapKind.Masks);
            (figures[MaskAp50], figures[MaskAp]) = (pixels.AtIoU50 ?? 0, pixels.AveragePrecision ?? 0);
        }

        return figures;
    }

    private static Mask? MaskOf(ExampleObject one, DetectionExample example)
        => one.Mask is { } mask
            ? RunLengths.FromWindow(example.Width, example.Height, mask.Left, mask.Top, mask.Width, mask.Height, mask.Pixels).ToMask()
            : null;

    private Mask? Paste(FoundObject one, BoundingBox box, DetectionExample example)
    {
        if (one.SoftMask is not { } soft)
        {
            return null;
        }

        int side = (int)Math.Sqrt(soft.Length);
        return _paster.Paste(new SoftMask(soft, side, side, box), box, box, example.Width, example.Height, MaskThreshold).ToMask();
    }
}
