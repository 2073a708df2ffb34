using static TorchSharp.torch;

namespace ImageAnalytics.Training.Detectors.Boxes;

/// <summary>Compares boxes, given as left, top, right, bottom in rows of shape [boxes, 4], so that gradients flow.</summary>
internal static class BoxLoss
{
    private const double Least = 1e-6;

    /// <summary>Intersection over union of each pair of rows, and the generalised one (Rezatofighi et al., 2019), −1 to 1. Shapes [boxes].</summary>
    public static (Tensor IoU, Tensor Generalised) Overlap(Tensor a, Tensor b)
    {
        Tensor fromA = a[.., ..2], toA = a[.., 2..], fromB = b[.., ..2], toB = b[.., 2..];
        Tensor overlap = AreaOf((minimum(toA, toB) - maximum(fromA, fromB)).clamp_min(0));
        Tensor union = AreaOf((toA - fromA).clamp_min(0)) + AreaOf((toB - fromB).clamp_min(0)) - overlap;
        Tensor hull = AreaOf((maximum(toA, toB) - minimum(fromA, fromB)).clamp_min(0));
        Tensor ratio = overlap / (union + Least);
        return (ratio, ratio - ((hull - union) / (hull + Least)));
    }

    private static Tensor AreaOf(Tensor size) => size[.., 0] * size[.., 1];
}
