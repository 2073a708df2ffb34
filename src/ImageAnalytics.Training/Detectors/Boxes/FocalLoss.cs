using static TorchSharp.torch;

namespace ImageAnalytics.Training.Detectors.Boxes;

/// <summary>
/// The focal loss with targets between 0 and 1 (Lin et al., Focal loss, 2017; Li et al., Generalized focal loss, 2020, equation 4):
/// |target − σ(x)|^focus · cross-entropy. What is right already counts little, so that the many cells of background do not drown the few objects.
/// </summary>
internal static class FocalLoss
{
    /// <summary>The loss of each number.</summary>
    /// <param name="logits">Scores before the logistic function.</param>
    /// <param name="targets">What they should be after it; same shape, without gradient.</param>
    /// <param name="focus">How little right ones count; 0 for plain cross-entropy.</param>
    public static Tensor Of(Tensor logits, Tensor targets, double focus)
    {
        Tensor entropy = nn.functional.binary_cross_entropy_with_logits(logits, targets, reduction: nn.Reduction.None);
        return focus == 0 ? entropy : (targets - logits.sigmoid()).abs().pow(focus) * entropy;
    }
}
